"""The three steps. Each saves what is right when it is pressed, and leads to the next."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.joining.access import EDITABLE, get_open_application, get_own_application
from community.joining.applying import KINDS, start
from community.joining.cards import Card, cards_for
from community.joining.checklist import answers_for
from community.joining.errors import AlreadyApplied, Incomplete, NotOpen, NumberTaken
from community.joining.invited import invitation_for
from community.joining.models import Application
from community.joining.saving import note_profile, writing
from community.joining.send_form import SendForm
from community.joining.showing import is_returned_profile, rows_for, step_url
from community.joining.submitting import submit
from community.joining.who_form import WhoForm
from community.people.models import User

WRONG = 422


@never_cache
@login_required
def new(request: HttpRequest, wants: str) -> HttpResponse:
    """Begin: nothing is written before something is told."""
    if wants not in KINDS:
        raise Http404
    if found := get_open_application(request, wants):
        return redirect("joining:application", key=found.key)
    person = cast(User, request.user)
    invitation = invitation_for(request) if wants == Application.Wants.SELLER else None
    blank = Application(
        applicant=person,
        wants=wants,
        kind=KINDS[wants][0],
        phone=person.phone or "",
        invitation=invitation,
        community=invitation.community if invitation else None,
    )
    return _who(request, blank)


@never_cache
@login_required
def who(request: HttpRequest, key: UUID) -> HttpResponse:
    application = get_own_application(request, key)
    if application.state not in EDITABLE:
        return _is_sent(application)
    return _who(request, application)


@never_cache
@login_required
def papers(request: HttpRequest, key: UUID) -> HttpResponse:
    application = get_own_application(request, key)
    if application.state not in EDITABLE:
        return _is_sent(application)
    if request.method != "POST":
        return _draw_papers(request, application, cards_for(application, answers_for(application)))
    try:
        with writing(application) as held:
            cards = _keep_papers(request, held)
    except NotOpen:
        return _is_sent(application)
    if any(card.errors for card in cards):
        return _draw_papers(request, held, cards, status=WRONG)
    if "keep" in request.POST or "remove" in request.POST:
        return redirect(step_url(application, "papers") + _anchor(request, cards))
    return redirect(step_url(application, "send"))


@never_cache
@login_required
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    application = get_own_application(request, key)
    if application.state not in EDITABLE:
        return _is_sent(application)
    answers = answers_for(application)
    form = SendForm(request.POST or None, application=application, answers=answers)
    if request.method != "POST":
        return _draw_send(request, application, form)
    try:
        with writing(application) as held:
            answers = answers_for(held)
            form = SendForm(request.POST, application=held, answers=answers)
            if form.is_valid():
                form.save()
        if form.errors:
            return _draw_send(request, held, form, status=WRONG)
        return _send(request, held, form)
    except NotOpen:
        return _is_sent(application)


def _who(request: HttpRequest, application: Application) -> HttpResponse:
    if request.method != "POST":
        return _draw_who(request, application, WhoForm(application=application))
    if "look_up" in request.POST:
        form = WhoForm(request.POST, application=application, demanding=False)
        return _draw_who(request, application, form)
    form = WhoForm(request.POST, application=application)
    form.is_valid()
    try:
        application = _keep_who(request, application, form)
    except AlreadyApplied as twice:
        return redirect("joining:application", key=twice.application.key)
    except NotOpen:
        return _is_sent(application)
    if form.errors:
        return _draw_who(request, application, form, status=WRONG)
    return redirect(step_url(application, "papers"))


def _keep_who(request: HttpRequest, application: Application, form: WhoForm) -> Application:
    """Save what is right, in an application that begins with it. Raises AlreadyApplied, NotOpen."""
    if application.pk is None:
        if "kind" in form.errors:
            return application
        kind, person = form.cleaned_data["kind"], cast(User, request.user)
        application = start(person, person, application.wants, kind, application.invitation)
    with writing(application) as held:
        changed = form.fill(held)
        held.step = "who"
        held.save()
        note_profile(held, changed=changed)
    return held


def _keep_papers(request: HttpRequest, application: Application) -> list[Card]:
    """Save what is right on every card; the cards know what is not."""
    person = cast(User, request.user)
    cards = cards_for(application, answers_for(application), request.POST, request.FILES)
    for card in cards:
        card.is_valid()
        card.fill_and_keep(person, request.POST.get("remove", ""))
    application.step = "papers"
    _save_one_number(application, cards)
    for card in cards:
        card.tell_answer()
    return cards


def _save_one_number(application: Application, cards: list[Card]) -> None:
    """Save; keep the old number where another application was sent with the new one."""
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError:
        for card in cards:
            card.take_number_back()
        application.save()


def _send(request: HttpRequest, application: Application, form: SendForm) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Saved. Go on whenever you like, on any device."))
        return redirect("joining:application", key=application.key)
    try:
        submit(application, cast(User, request.user))
    except Incomplete:
        return _draw_send(request, application, form, status=WRONG, pressed=True)
    except NumberTaken:
        return _draw_send(request, application, form, status=WRONG, taken=True)
    messages.success(request, _("Sent. Thank you."))
    return redirect("joining:application", key=application.key)


def _is_sent(application: Application) -> HttpResponse:
    return redirect("joining:application", key=application.key)


def _anchor(request: HttpRequest, cards: list[Card]) -> str:
    """Return the place on the page of the card that was touched."""
    touched = [card for card in cards if card.add_prefix("paper") in request.FILES]
    removed = request.POST.get("remove", "")
    touched += [card for card in cards if removed in card.removed]
    return f"#card-{touched[0].answer.pk}" if touched else ""


def _begin_at_the_wrong(forms: list[Any]) -> None:
    """Put the cursor into the first field that needs another look."""
    for form in forms:
        for name in form.errors:
            if name in form.fields:
                form.fields[name].widget.attrs["autofocus"] = True
                return


def _draw_who(
    request: HttpRequest, application: Application, form: WhoForm, status: int = 200
) -> HttpResponse:
    _begin_at_the_wrong([form])
    is_new = application.pk is None
    action = "" if is_new else step_url(application, "who")
    page = {"application": application, "form": form, "action": action}
    if not is_new:
        rows = rows_for(application, answers_for(application), can_edit=True)
        page["returned"] = [row for row in rows if is_returned_profile(row.answer)]
    return render(request, "joining/who.html", page, status=status)


def _draw_papers(
    request: HttpRequest, application: Application, cards: list[Card], status: int = 200
) -> HttpResponse:
    _begin_at_the_wrong(cards)
    page = {"application": application, "cards": cards, "wrong": status == WRONG}
    return render(request, "joining/papers.html", page, status=status)


def _draw_send(
    request: HttpRequest,
    application: Application,
    form: SendForm,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    rows = rows_for(application, form.answers, can_edit=True)
    missing = [row for row in rows if row.is_missing]
    page = {"application": application, "form": form, "rows": rows, "missing": missing, **said}
    return render(request, "joining/send.html", page, status=status)

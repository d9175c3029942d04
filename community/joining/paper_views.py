"""The second step: papers and money."""

from __future__ import annotations

from contextlib import suppress
from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from community.joining.access import EDITABLE, get_own_application
from community.joining.cards import Card
from community.joining.checklist import answers_for
from community.joining.errors import NotOpen
from community.joining.models import Application
from community.joining.saving import writing
from community.joining.shared import look_again, values_shared
from community.joining.showing import WRONG, begin_at_the_wrong, step_url
from community.joining.sorts import cards_for
from community.people.models import User
from community.private.receiving import Unacceptable, look_at


@never_cache
@login_required
def papers(request: HttpRequest, key: UUID) -> HttpResponse:
    application = get_own_application(request, key)
    if application.state not in EDITABLE:
        return redirect("joining:application", key=application.key)
    if request.method != "POST":
        return _draw_papers(request, application, cards_for(application, answers_for(application)))
    _look_at_papers(request, application)
    try:
        with writing(application) as held:
            cards = _keep_papers(request, held)
    except NotOpen:
        return redirect("joining:application", key=application.key)
    if any(card.errors for card in cards):
        return _draw_papers(request, held, cards, status=WRONG)
    if "keep" in request.POST or "remove" in request.POST:
        return redirect(step_url(application, "papers") + _anchor(request, cards))
    return redirect(step_url(application, "send"))


def _look_at_papers(request: HttpRequest, application: Application) -> None:
    """Have what was sent drawn before anything is held: it may take many seconds."""
    for card in cards_for(application, answers_for(application)) if request.FILES else ():
        upload = request.FILES.get(card.add_prefix("paper"))
        if isinstance(upload, UploadedFile):
            with suppress(Unacceptable):  # the card says it
                look_at(upload)


def _keep_papers(request: HttpRequest, application: Application) -> list[Card]:
    """Save what is right on every card; the cards know what is not."""
    person = cast(User, request.user)
    before, answers = values_shared(application), answers_for(application)
    cards = cards_for(application, answers, request.POST, request.FILES)
    for card in cards:
        card.is_valid()
        card.fill_and_keep(person, request.POST.get("remove", ""))
    application.step = "papers"
    _save_one_number(application, cards)
    for card in cards:
        card.tell_answer()
    look_again(application, answers, before, person)
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


def _anchor(request: HttpRequest, cards: list[Card]) -> str:
    """Return the place on the page of the card that was touched."""
    touched = [card for card in cards if card.add_prefix("paper") in request.FILES]
    removed = request.POST.get("remove", "")
    touched += [card for card in cards if removed in card.removed]
    return f"#card-{touched[0].answer.pk}" if touched else ""


def _draw_papers(
    request: HttpRequest, application: Application, cards: list[Card], status: int = 200
) -> HttpResponse:
    begin_at_the_wrong(cards)
    page = {"application": application, "cards": cards, "wrong": status == WRONG}
    return render(request, "joining/papers.html", page, status=status)

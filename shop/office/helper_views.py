"""Staff say who is a helper, and look at the sheets that owners signed."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.assistance.appointing import HelperAlready, appoint, retire
from community.assistance.errors import BadEnd, GrantError, NotTheirs
from community.assistance.granting import end, start_by_paper
from community.assistance.models import Grant, Helper
from community.people.models import User
from community.private.receiving import Unacceptable, receive_paper
from shop.office.access import find_grant, get_grant, get_helper, staff_only
from shop.office.finding import page_of
from shop.office.helper_forms import HelperForm, SheetForm

State = Grant.State
SHOWN_ASKED = 20


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("number", "")
    if typed and (pk := find_grant(typed)):
        return redirect("office:helper-grant", pk)
    form = HelperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            appoint(form.person, **form.facts(), by=user_of(request))
        except HelperAlready:
            form.add_error("login", _("This person is a helper already."))
        else:
            messages.success(request, _("%(name)s is a helper now.") % {"name": form.person})
            return redirect("office:helpers")
    return draw_helpers(request, form)


def draw_helpers(request: HttpRequest, form: HelperForm) -> HttpResponse:
    active = Count("grants", filter=Q(grants__state=State.ACTIVE))
    found = Helper.objects.select_related("user", "province").annotate(active=active)
    asked = Grant.objects.filter(state=State.ASKED).select_related(
        "helper__user", "owner", "seller"
    )
    page = {
        "section": "helpers",
        "form": form,
        "page_obj": page_of(found.order_by("-is_active", "-pk"), request.GET.get("page", "1")),
        "number": request.GET.get("number", ""),
        "asked": asked.select_related("helper__user", "owner", "seller")[:SHOWN_ASKED],
    }
    return render(request, "office/helpers.html", page, status=422 if form.errors else 200)


@staff_only
@require_POST
def retire_helper(request: HttpRequest, pk: int) -> HttpResponse:
    helper = get_helper(pk)
    retire(helper, user_of(request))
    messages.success(request, _("%(name)s is no helper any more.") % {"name": helper.user})
    return redirect("office:helpers")


@staff_only
@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    return draw_grant(request, get_grant(pk), SheetForm())


@staff_only
@require_POST
def add_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the photo of the signed sheet; a later one takes its place until it is confirmed."""
    given = get_grant(pk)
    if given.state != State.ASKED:
        return redirect("office:helper-grant", pk)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        keep_or_say(request, form, given)
    if form.errors:
        return draw_grant(request, given, form, status=422)
    return redirect("office:helper-grant", pk)


def keep_or_say(request: HttpRequest, form: SheetForm, given: Grant) -> None:
    try:
        with transaction.atomic():
            upload = form.cleaned_data["paper"]
            paper = receive_paper(upload, owner=given.owner, brought_by=user_of(request))
            Grant.objects.filter(pk=given.pk, state=State.ASKED).update(paper=paper)
    except Unacceptable as error:
        form.add_error("paper", error)


@staff_only
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the grant: what the sheet says is what stands beside it."""
    given = get_grant(pk)
    if given.paper is None or request.POST.get("paper") != str(given.paper.key):
        messages.error(request, _("Look at the signed sheet first."))
        return redirect("office:helper-grant", pk)
    try:
        start_by_paper(given, given.paper, user_of(request))
    except BadEnd:
        messages.error(request, _("Its last day is over. The helper has to ask again."))
    except NotTheirs:
        text = _("The shop has another owner now, or you are the helper yourself.")
        messages.error(request, text)
    except GrantError:
        messages.info(request, _("This was answered or ended already."))
    else:
        messages.success(request, _("Confirmed. Owner and helper have been told."))
    return redirect("office:helper-grant", pk)


@staff_only
@require_POST
def end_grant(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        end(get_grant(pk), user_of(request))
    except GrantError:
        messages.info(request, _("This was answered or ended already."))
    else:
        messages.success(request, _("Ended. Owner and helper have been told."))
    return redirect("office:helper-grant", pk)


def user_of(request: HttpRequest) -> User:
    return cast("User", request.user)  # staff_only let nobody else in


def draw_grant(
    request: HttpRequest, given: Grant, form: SheetForm, status: int = 200
) -> HttpResponse:
    is_asked = given.state == State.ASKED
    page = {
        "section": "helper",
        "grant": given,
        "form": form,
        "is_asked": is_asked,
        "is_open": is_asked or given.state == State.ACTIVE,
    }
    return render(request, "office/helper_grant.html", page, status=status)

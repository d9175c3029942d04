"""A shop's certificates: all of them, a new one, one to mend or to withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.sellers.powers import Power
from shop.certificates import sending
from shop.certificates.access import get_certificate_of
from shop.certificates.models import Certificate
from shop.certificates.moves import ALLOWED, MoveRefused
from shop.desk.access import Desk, get_desk
from shop.desk.certificate_entry import Entry
from shop.desk.views import draw

State = Certificate.State
PER_PAGE = 20


@login_required
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    found = of_seller(desk).annotate(covered=Count("listings")).order_by("-pk")
    page_obj: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return draw(request, desk, "certificates", {"page_obj": page_obj})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the kind first, then for what a paper of that kind says."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    renewed = _renewed(request, desk)
    kind = renewed.kind if renewed else request.GET.get("kind", "")
    if kind not in Certificate.Kind:
        return draw(request, desk, "certificate_kinds", {"kinds": Certificate.Kind.choices})
    entry = Entry(request, desk, kind, older=renewed)
    if entry.is_ready():
        sending.send(desk.seller, desk.user, desk.owner, kind=kind, **entry.values())
        messages.success(request, _("Sent. Staff look at it; buyers see it after that."))
        return redirect("desk:certificates")
    return draw(request, desk, "certificate_new", entry.page(), entry.status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one; one that waits or was refused can be mended here."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    shown = get_certificate_of(desk.seller, pk)
    may_mend = State.WAITING in ALLOWED[shown.state]
    if not may_mend:
        page = _facts(desk, shown)
        if request.method == "POST":
            messages.error(request, _refusal(shown.state))
        return draw(request, desk, "certificate", page, 422 if request.method == "POST" else 200)
    entry = Entry(request, desk, shown.kind, older=shown, mends=True)
    if entry.is_ready() and _sent_again(request, desk, shown, entry):
        return redirect("desk:certificates")
    return draw(request, desk, "certificate", _facts(desk, shown) | entry.page(), entry.status)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    shown = get_certificate_of(desk.seller, pk)
    try:
        sending.withdraw(shown, desk.user, desk.owner)
    except MoveRefused as error:
        messages.error(request, _refusal(error.state))
    else:
        messages.success(request, _("Withdrawn. Buyers no longer see it."))
    return redirect("desk:certificates")


def of_seller(desk: Desk) -> QuerySet[Certificate]:
    return Certificate.objects.filter(seller=desk.seller)


def _renewed(request: HttpRequest, desk: Desk) -> Certificate | None:
    """Return the certificate that the new one follows, when the address names one's own."""
    named = request.GET.get("after", "")
    if not (named.isascii() and named.isdigit() and len(named) < 10):
        return None
    return of_seller(desk).filter(pk=int(named)).first()


def _sent_again(request: HttpRequest, desk: Desk, shown: Certificate, entry: Entry) -> bool:
    try:
        sending.send_again(shown, desk.user, desk.owner, **entry.values())
    except MoveRefused as error:
        messages.error(request, _refusal(error.state))
    else:
        messages.success(request, _("Sent again. Staff look at it; buyers see it after that."))
    return True


def _facts(desk: Desk, shown: Certificate) -> dict[str, Any]:
    paper = shown.evidence
    may_see = paper and desk.user.pk in {paper.owner_id, paper.brought_by_id}
    return {
        "certificate": shown,
        "covered": shown.listings.order_by("title_th"),
        "paper": paper if may_see else None,
        "may_withdraw": State.WITHDRAWN in ALLOWED[shown.state],
        "may_renew": shown.state in {State.CHECKED, State.EXPIRED},
    }


def _refusal(state: str) -> str:
    text = _("Nothing was changed: this certificate is now “%(state)s”.")
    return text % {"state": State(state).label}

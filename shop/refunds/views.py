"""The buyer's pages of money that comes back: ask, see where it is, name an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.people.models import User
from community.private.crypto import Unreadable
from community.private.views import HEADERS
from shop.disputes.access import get_seen_evidence
from shop.disputes.complaining import complain, may_complain, whose
from shop.disputes.errors import DisputeError
from shop.purchases.access import get_own_purchase, remember_by_token
from shop.purchases.models import SellerOrder
from shop.refunds import asking, photos
from shop.refunds.access import (
    get_own_refund,
    get_own_share,
    get_seen_photo,
    may_ask,
    needs_account,
)
from shop.refunds.errors import RefundError
from shop.refunds.forms import AskForm, BankForm, ComplaintForm
from shop.refunds.models import Refund
from shop.refunds.telling import tell_to_pay
from shop.refunds.words import refusal_text
from shop.slips.uploads import allow_a_photo

FORM = require_http_methods(["GET", "HEAD", "POST"])


def opened_by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a letter's link open a page of the purchase; its token goes no further."""

    @wraps(view)
    def opened(request: HttpRequest, number: str, **rest: Any) -> HttpResponse:
        if request.method != "POST" and (token := request.GET.get("t")):
            remember_by_token(request, number, token)
            return redirect(request.path)
        return view(request, number, **rest)

    return opened


@require_safe
@opened_by_link
def refunds(request: HttpRequest, number: str) -> HttpResponse:
    """Show every refund of a purchase, and whom money can be asked of."""
    purchase = get_own_purchase(request, number)
    found = purchase.refunds.select_related("seller_order__seller", "complaint")
    shares = purchase.seller_orders.select_related("seller").prefetch_related("refunds")
    page = {
        "purchase": purchase,
        "refunds": list(found.prefetch_related("lines__line", "photos")),
        "askable": [share for share in shares.order_by("pk") if may_ask(share)],
    }
    return render(request, "refunds/refunds.html", page)


@csrf_exempt  # checked below, once it is known how much of the photo may be read
def ask(request: HttpRequest, number: str) -> HttpResponse:
    allow_a_photo(request)
    return _ask(request, number)


@csrf_protect
@FORM
def _ask(request: HttpRequest, number: str) -> HttpResponse:
    share = get_own_share(request, number)
    if not may_ask(share):
        messages.info(request, _("Nothing more can be asked for here just now."))
        return redirect("refunds:refunds", share.purchase.number)
    lines = list(share.lines.all())
    if request.method != "POST":
        return _draw_ask(request, share, AskForm(lines))
    form = AskForm(lines, request.POST, request.FILES)
    if not form.is_valid() or not _asked(request, share, form):
        return _draw_ask(request, share, form, status=422)
    messages.success(request, _("The shop has your question. The answer stands here."))
    return redirect("refunds:refunds", share.purchase.number)


def _asked(request: HttpRequest, share: SellerOrder, form: AskForm) -> bool:
    """Ask, photo and all; what is wrong is written into the form."""
    typed = form.cleaned_data
    try:
        with transaction.atomic():
            refund = asking.ask(
                share,
                form.quantities,
                delivery=typed["delivery"],
                reason=typed["reason"],
                note=typed["note"],
                by=person_of(request),
            )
            if typed["photo"]:
                photos.keep(refund, typed["photo"])
    except RefundError as error:
        form.add_error(None, refusal_text(error))
        return False
    return True


def _draw_ask(
    request: HttpRequest, share: SellerOrder, form: AskForm, status: int = 200
) -> HttpResponse:
    page = {"share": share, "purchase": share.purchase, "form": form}
    return render(request, "refunds/ask.html", page, status=status)


@FORM
@opened_by_link
def account(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask where a refund shall be sent that goes by hand."""
    refund = get_own_refund(request, number, pk)
    if not needs_account(refund):
        return redirect("refunds:refunds", number)
    form = BankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        waits = Refund.objects.filter(pk=refund.pk, state=refund.state)
        for refund in waits:  # through the model: the number is sealed on its way in
            for name, value in form.account.items():
                setattr(refund, name, value)
            refund.save(update_fields=list(form.account))
            tell_to_pay(refund)
        messages.success(request, _("Thank you. We send it there and tell you here."))
        return redirect("refunds:refunds", number)
    page = {"refund": refund, "purchase": refund.purchase, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "refunds/account.html", page, status=status)


@require_POST
def take_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    refund = get_own_refund(request, number, pk)
    try:
        asking.take_back_request(refund, person_of(request))
    except RefundError as error:
        messages.warning(request, refusal_text(error))
    else:
        messages.success(request, _("You took it back. The shop is told."))
    return redirect("refunds:refunds", number)


@FORM
def complaint(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask the market to decide what the shop refused, or did not answer."""
    refund = get_own_refund(request, number, pk)
    if whose(refund) is None or not may_complain(refund):
        messages.info(request, _("The shop has still time to answer."))
        return redirect("refunds:refunds", number)
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            complain(refund, form.cleaned_data["text"], person_of(request))
        except DisputeError:
            messages.info(request, _("The shop has still time to answer."))
        else:
            messages.success(request, _("The market's staff look at it and decide."))
        return redirect("refunds:refunds", number)
    page = {"refund": refund, "purchase": refund.purchase, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "refunds/complaint.html", page, status=status)


@require_safe
def photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a photo as we have drawn it; ?large for the whole of it."""
    return _picture(request, get_seen_photo(request, key).key)


@require_safe
def evidence_photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a photo that a shop sent to a dispute."""
    get_seen_evidence(request, key)
    return _picture(request, key)


def _picture(request: HttpRequest, key: UUID) -> HttpResponse:
    name = photos.LARGE if "large" in request.GET else photos.SMALL
    try:
        data = photos.read(key, name)
    except (FileNotFoundError, Unreadable) as error:
        raise Http404 from error
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # pressed already
    return HttpResponse(data, content_type="image/jpeg", headers=HEADERS)


def person_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None

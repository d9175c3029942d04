"""The buyer's page of a payment that needs a slip, and the photos of slips."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from community.people.models import User
from community.private.crypto import Unreadable
from community.private.views import HEADERS
from shop.payments import qr
from shop.payments.models import Payment
from shop.purchases.current import get_current_purchase
from shop.slips import photos
from shop.slips.access import get_own_payment, get_seen_slip
from shop.slips.errors import NotTaken
from shop.slips.payee import payee_of
from shop.slips.sending import send_slip
from shop.slips.slip_form import SlipForm
from shop.slips.uploads import allow_a_photo, may_send
from shop.slips.words import NOT_TAKEN, sentence_for


@csrf_exempt  # checked below, once it is known how much of the file may be read
def slip(request: HttpRequest, number: str) -> HttpResponse:
    allow_a_photo(request)
    return _slip(request, number)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _slip(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was sent and take one more slip; a form without JavaScript."""
    payment = get_own_payment(request, number)
    payment.purchase = get_current_purchase(request, payment.purchase.number)
    if request.method != "POST":
        return _draw(request, payment, SlipForm())
    return _take(request, payment)


def _take(request: HttpRequest, payment: Payment) -> HttpResponse:
    if not may_send(request, payment):
        form = SlipForm(request.POST)
        form.errors["photo"] = form.error_class([str(NOT_TAKEN["often"])])
        return _draw(request, payment, form, status=422)
    form = SlipForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            send_slip(payment, form.cleaned_data["photo"], form.typed, _sender(request))
        except NotTaken as refused:
            form.add_error("photo", sentence_for(refused))
        else:
            messages.success(request, _("We have your slip. We look at it and tell you here."))
            return redirect("slips:slip", payment.number)
    return _draw(request, payment, form, status=422)


def _sender(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _draw(
    request: HttpRequest, payment: Payment, form: SlipForm, status: int = 200
) -> HttpResponse:
    slips = list(payment.slips.order_by("-pk"))
    page = {
        "payment": payment,
        "purchase": payment.purchase,
        "payee": payee_of(payment),
        "slips": slips,
        "waiting": any(one.is_waiting for one in slips),
        "form": form,
    }
    return render(request, "slips/slip.html", page, status=status)


@require_safe
def qr_png(request: HttpRequest, number: str) -> HttpResponse:
    """Send the QR code as a picture, for a banking app on the same telephone."""
    payment = get_own_payment(request, number)
    payee = payee_of(payment)
    is_open = payment.state == Payment.State.OPEN and payment.purchase.is_awaiting
    if not is_open or payee is None or not payee.qr_text:
        raise Http404
    response = HttpResponse(qr.png(payee.qr_text), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="promptpay-{payment.number}.png"'
    return response


@require_safe
def photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a slip's photo as we have drawn it; ?large for the whole of it."""
    seen = get_seen_slip(request, key)
    name = photos.LARGE if "large" in request.GET else photos.SMALL
    try:
        data = photos.read(seen.key, name)
    except (FileNotFoundError, Unreadable) as error:
        raise Http404 from error
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # pressed already
    return HttpResponse(data, content_type="image/jpeg", headers=HEADERS)

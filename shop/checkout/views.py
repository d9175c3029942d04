from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from community.people.access import get_own_address, get_own_addresses
from shop.checkout.access import Checkout, JustPlaced, NotReady, get_checkout
from shop.checkout.deliveries import choices_for, read_choices
from shop.checkout.drafts import (
    CONTACT_FIELDS,
    has_address,
    has_contact,
    save_draft,
    take_address,
)
from shop.checkout.forms import ContactForm
from shop.checkout.looking_up import look_up, place_key_of
from shop.checkout.steps import next_step, quote_of

View = Callable[[HttpRequest, Checkout], HttpResponse]


def away(reason: NotReady) -> HttpResponse:
    """Send the buyer to where the goods are: the purchase, or the basket."""
    if not isinstance(reason, JustPlaced):
        return redirect("basket:summary")
    if reason.purchase.is_awaiting:
        return redirect("payments:pay", reason.purchase.number)
    return redirect(reason.purchase)


def in_checkout(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Hand the view its own checkout, or send the buyer back to the basket."""

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        try:
            checkout = get_checkout(request)
        except NotReady as reason:
            return away(reason)
        return view(request, checkout)

    return inner


@require_safe
@in_checkout
def index(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    return redirect(next_step(checkout.draft, quote_of(checkout.draft, checkout.contents)))


@require_http_methods(["GET", "HEAD", "POST"])
@in_checkout
def contact(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    if request.method != "POST":
        return _show_contact(request, _empty_form(request, checkout))
    if "look_up" in request.POST:
        return _show_contact(request, look_up(request.POST.dict(), checkout.draft))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show_contact(request, form, status=422)
    form.fill(checkout.draft)
    save_draft(request, checkout.draft, CONTACT_FIELDS)
    return redirect("checkout:delivery")


@require_http_methods(["GET", "HEAD", "POST"])
@in_checkout
def delivery(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    draft = checkout.draft
    if not has_contact(draft):
        return redirect("checkout:contact")
    choices = choices_for(checkout.contents, draft.delivery, can_send=has_address(draft))
    status = 200
    if request.method == "POST":
        chosen = read_choices(choices, request.POST.dict())
        if not any(choice.is_missing for choice in choices):
            draft.delivery = chosen
            save_draft(request, draft, ["delivery"])
            return redirect("checkout:payment")
        status = 422
    context = {"choices": choices, "draft": draft, "can_send": has_address(draft)}
    return render(request, "shop/checkout_delivery.html", context, status=status)


def _empty_form(request: HttpRequest, checkout: Checkout) -> ContactForm:
    draft = checkout.draft
    if "saved" in request.GET and request.user.is_authenticated:
        take_address(draft, get_own_address(request, _number(request.GET["saved"])))
    initial: dict[str, Any] = {name: getattr(draft, name) for name in CONTACT_FIELDS}
    initial["place"] = place_key_of(initial)
    initial["picks_up"] = bool(draft.pk and draft.name and not has_address(draft))
    return ContactForm(initial=initial)


def _show_contact(request: HttpRequest, form: ContactForm, status: int = 200) -> HttpResponse:
    saved = get_own_addresses(request) if request.user.is_authenticated else []
    listed = {key for key, _name in form.places}
    by_hand = bool(form["subdistrict"].value()) and form["place"].value() not in listed
    context = {"form": form, "saved": saved, "by_hand": by_hand}
    return render(request, "shop/checkout_contact.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from community.people.access import get_own_address, get_own_addresses
from shop.checkout.access import Checkout, NotReady, get_checkout
from shop.checkout.deliveries import choices_for, read_choices
from shop.checkout.drafts import ADDRESS_FIELDS, has_address, has_contact, take_address
from shop.checkout.forms import SEPARATOR, ContactForm
from shop.checkout.steps import next_step

View = Callable[[HttpRequest, Checkout], HttpResponse]


def in_checkout(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Hand the view its own checkout, or send the buyer back to the basket."""

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        try:
            checkout = get_checkout(request)
        except NotReady:
            return redirect("basket:summary")
        return view(request, checkout)

    return inner


@require_safe
@in_checkout
def index(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    return redirect(next_step(checkout.draft, checkout.contents))


@require_http_methods(["GET", "HEAD", "POST"])
@in_checkout
def contact(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    if request.method != "POST":
        return _show_contact(request, _empty_form(request, checkout))
    if "look_up" in request.POST:
        return _show_contact(request, _looked_up(request))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show_contact(request, form, status=422)
    form.save(checkout.draft)
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
            draft.save(update_fields=["delivery", "changed_at"])
            return redirect("checkout:payment")
        status = 422
    context = {"choices": choices, "draft": draft, "can_send": has_address(draft)}
    return render(request, "shop/checkout_delivery.html", context, status=status)


def _empty_form(request: HttpRequest, checkout: Checkout) -> ContactForm:
    draft = checkout.draft
    if "saved" in request.GET and request.user.is_authenticated:
        take_address(draft, get_own_address(request, _number(request.GET["saved"])))
    names = ("name", "phone", "email", "note", *ADDRESS_FIELDS)
    initial: dict[str, Any] = {name: getattr(draft, name) for name in names}
    initial["place"] = SEPARATOR.join((draft.subdistrict, draft.district, draft.province_code))
    initial["picks_up"] = bool(draft.pk and draft.name and not has_address(draft))
    return ContactForm(initial=initial)


def _looked_up(request: HttpRequest) -> ContactForm:
    """Return the form as typed, with the postcode's places to choose from and no complaints."""
    typed = request.POST.dict()
    return ContactForm(initial={**typed, "place": "", "picks_up": "picks_up" in typed})


def _show_contact(request: HttpRequest, form: ContactForm, status: int = 200) -> HttpResponse:
    saved = get_own_addresses(request) if request.user.is_authenticated else []
    by_hand = bool(form["subdistrict"].value()) and form["place"].value() not in {
        key for key, _ in form.fields["place"].choices if key  # type: ignore[attr-defined]
    }
    context = {"form": form, "saved": saved, "by_hand": by_hand}
    return render(request, "shop/checkout_contact.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shop.basket import lines
from shop.basket.access import get_variant_on_sale, parse_id
from shop.basket.contents import read_contents
from shop.basket.lines import BasketClosed, CostsNothing, LineGone, ShopClosed, TooMany
from shop.basket.quantities import as_typed, parse_one_quantity
from shop.basket.sentences import sentence_for
from shop.listings.models import Listing, Variant
from shop.listings.units import quantity_text


@dataclass(frozen=True)
class Mistake:
    """What was typed beside a line, and what is wrong with it."""

    line_id: int
    typed: str
    sentence: str


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    return show_basket(request)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    variant = get_variant_on_sale(request.POST.get("variant", ""))
    posted = request.POST.getlist("quantity")
    listing = variant.listing
    try:
        quantity = parse_one_quantity(posted, is_weighed=listing.is_weighed)
        added = lines.add(request.basket, variant, quantity)  # type: ignore[attr-defined]
    except (ValidationError, TooMany, ShopClosed, CostsNothing) as wrong:
        return _ask_again(request, variant, as_typed(posted), sentence_for(wrong))
    except BasketClosed:
        return _say_placed(request)
    messages.success(
        request,
        _("In your basket: %(title)s × %(quantity)s")
        % {"title": listing.title, "quantity": amount_text(added.quantity, listing)},
    )
    return redirect("basket:summary")


@require_POST
def update(request: HttpRequest) -> HttpResponse:
    line_id = parse_id(request.POST.get("line", ""))
    posted = request.POST.getlist("quantity")
    basket = request.basket  # type: ignore[attr-defined]
    try:
        line = lines.get_line(basket, line_id)  # somebody else's is a 404 whatever was typed
        is_weighed = line.product.variant.listing.is_weighed
        lines.change(basket, line_id, parse_one_quantity(posted, is_weighed=is_weighed))
    except (ValidationError, TooMany, CostsNothing) as wrong:
        mistake = Mistake(line_id, as_typed(posted), sentence_for(wrong))
        return show_basket(request, mistake=mistake, status=422)
    except LineGone:
        messages.info(request, _("This is out of your basket already."))
    except BasketClosed:
        return _say_placed(request)
    return redirect("basket:summary")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    line_id = parse_id(request.POST.get("line", ""))
    try:
        line = lines.remove(request.basket, line_id)  # type: ignore[attr-defined]
    except LineGone:
        return redirect("basket:summary")  # pressed twice: it is out, as was wanted
    except BasketClosed:
        return _say_placed(request)
    title = line.product.variant.listing.title
    messages.info(request, _("%(title)s is out of your basket.") % {"title": title})
    return redirect("basket:summary")


def show_basket(request: HttpRequest, *, status: int = 200, **extra: Any) -> HttpResponse:
    basket = request.basket  # type: ignore[attr-defined]
    contents = read_contents(basket)
    vouchers = list(basket.vouchers.all()) if basket.pk else []
    context = {
        "contents": contents,
        "vouchers": vouchers,
        "total": contents.goods - contents.discount,
        **extra,
    }
    return render(request, "shop/basket.html", context, status=status)


def amount_text(quantity: int, listing: Listing) -> str:
    """Return 3, or "1.5 kg" for goods by weight."""
    if listing.is_weighed:
        return quantity_text(quantity, listing.unit, is_weighed=True)
    return str(quantity)


def _ask_again(request: HttpRequest, variant: Variant, typed: str, sentence: str) -> HttpResponse:
    context = {"variant": variant, "typed": typed, "sentence": sentence}
    return render(request, "shop/basket_add.html", context, status=422)


def _say_placed(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("What was in this basket is ordered already."))
    return redirect("basket:summary")

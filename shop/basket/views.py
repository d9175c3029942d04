from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shop.basket import lines
from shop.basket.access import get_variant_on_sale, parse_id
from shop.basket.contents import read_contents
from shop.basket.lines import BasketClosed, TooMany
from shop.basket.quantities import parse_quantity
from shop.listings.models import Variant


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
    typed = request.POST.get("quantity", "1")[:40]
    try:
        added = lines.add(request.basket, variant, parse_quantity(typed))  # type: ignore[attr-defined]
    except (ValidationError, TooMany) as wrong:
        return _ask_again(request, variant, typed, sentence_for(wrong, variant))
    except BasketClosed:
        return redirect("basket:summary")
    messages.success(
        request,
        _("In your basket: %(title)s × %(quantity)s")
        % {"title": variant.listing.title, "quantity": added.quantity},
    )
    return redirect("basket:summary")


@require_POST
def update(request: HttpRequest) -> HttpResponse:
    line_id = parse_id(request.POST.get("line", ""))
    typed = request.POST.get("quantity", "")[:40]
    basket = request.basket  # type: ignore[attr-defined]
    variant = lines.get_line(basket, line_id).product.variant
    try:
        lines.change(basket, line_id, parse_quantity(typed))
    except (ValidationError, TooMany) as wrong:
        mistake = Mistake(line_id, typed, sentence_for(wrong, variant))
        return show_basket(request, mistake=mistake, status=422)
    except BasketClosed:
        pass
    return redirect("basket:summary")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    line_id = parse_id(request.POST.get("line", ""))
    try:
        line = lines.remove(request.basket, line_id)  # type: ignore[attr-defined]
    except BasketClosed:
        return redirect("basket:summary")
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


def sentence_for(wrong: ValidationError | TooMany, variant: Variant) -> str:
    if isinstance(wrong, ValidationError):
        return str(wrong.messages[0])
    if wrong.most == 0:
        return _("This is sold out just now.")
    return ngettext(
        "Only %(most)d is left. Write %(most)d or fewer.",
        "Only %(most)d are left. Write %(most)d or fewer.",
        wrong.most,
    ) % {"most": wrong.most}


def _ask_again(request: HttpRequest, variant: Variant, typed: str, sentence: str) -> HttpResponse:
    context = {"variant": variant, "typed": typed, "sentence": sentence}
    return render(request, "shop/basket_add.html", context, status=422)

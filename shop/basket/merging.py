"""A guest logs in: what was in the browser's basket joins what was in the person's own."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from shop.basket.contents import most
from shop.basket.finding import find_basket
from shop.basket.lines import lock_open


def merge_guest_basket(request: HttpRequest, guest: Basket) -> None:
    """Merge once; of a thing in both, the larger quantity stays, as far as there is stock."""
    own = find_basket(request)
    if own.pk is None:
        own.save()
    with transaction.atomic():
        # In the order of their ids, as every two baskets are locked.
        locked = {basket.pk: basket for basket in lock_open([guest.pk, own.pk])}
        if len(locked) < 2:
            return  # placed or merged by another request meanwhile
        lowered = [_merge_line(line, own) for line in guest.lines.select_related("product")]
        own.vouchers.add(*guest.vouchers.all())
        Basket.objects.filter(pk=guest.pk).update(status=Basket.MERGED)
    if lowered:
        messages.info(request, _("What you had chosen before is in your basket."))
    if any(lowered):
        messages.warning(request, _("Of some goods fewer are left, so we put in what there is."))


def _merge_line(line: BasketLine, own: Basket) -> bool:
    """Return whether the quantity had to be lowered."""
    same = own.lines.filter(line_reference=line.line_reference).first()
    wanted = max(line.quantity, same.quantity if same else 0)
    possible = most(line.product.variant)
    quantity = min(wanted, possible) or wanted  # sold out: the basket page says so
    if same:
        own.lines.filter(pk=same.pk).update(quantity=quantity)
    else:
        BasketLine.objects.filter(pk=line.pk).update(basket=own, quantity=quantity)
    return quantity < wanted

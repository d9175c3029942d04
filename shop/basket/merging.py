"""Two baskets become one: at log-in, and when a cancelled purchase gives its goods back."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from shop.basket.contents import most
from shop.basket.finding import find_basket, guest_basket, own_baskets
from shop.basket.lines import lock_open


def merge_guest_basket(request: HttpRequest, guest: Basket) -> None:
    """Move a guest's goods into the basket of the person who has just logged in."""
    own = find_basket(request)
    if own.pk is None:
        own.save()
    lowered = merge(guest, own)
    if lowered:
        messages.info(request, _("What you had chosen before is in your basket."))
    if any(lowered):
        messages.warning(request, _("Of some goods fewer are left, so we put in what there is."))


def merge_open_baskets(request: HttpRequest, into: Basket) -> None:
    """Move what this person has chosen meanwhile into the basket that came back."""
    for basket in _open_baskets(request):
        if basket.pk != into.pk:
            merge(basket, into)


@transaction.atomic
def merge(source: Basket, target: Basket) -> list[bool]:
    """Move lines and vouchers once; of a thing in both, the larger quantity stays.

    No more than there is in stock. Returns, for each line, whether it had to be lowered;
    nothing for a basket that was placed or merged meanwhile.
    """
    # In the order of their ids, as every two baskets are locked.
    if len(lock_open([source.pk, target.pk])) < 2:
        return []
    lines = source.lines.select_related(
        "product__variant__listing", "product__variant__stock_record"
    )
    lowered = [_merge_line(line, target) for line in lines.order_by("pk")]
    target.vouchers.add(*source.vouchers.all())
    Basket.objects.filter(pk=source.pk).update(status=Basket.MERGED, date_merged=timezone.now())
    return lowered


def _merge_line(line: BasketLine, target: Basket) -> bool:
    """Return whether the quantity had to be lowered."""
    same = target.lines.filter(line_reference=line.line_reference).first()
    wanted: int = max(line.quantity, same.quantity if same else 0)
    possible = most(line.product.variant)
    quantity: int = min(wanted, possible) or wanted  # sold out: the basket page says so
    if same:
        target.lines.filter(pk=same.pk).update(quantity=quantity)
    else:
        BasketLine.objects.filter(pk=line.pk).update(basket=target, quantity=quantity)
    return quantity < wanted


def _open_baskets(request: HttpRequest) -> Iterable[Basket]:
    if request.user.is_authenticated:
        return list(own_baskets(request.user))
    guest = guest_basket(request)
    return [guest] if guest else []

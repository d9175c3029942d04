"""The goods of a refund: not sent after all, or back on the shelf."""

from __future__ import annotations

from collections import Counter

from django.db.models import F

from community.people.models import User
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund
from shop.stock.actors import By
from shop.stock.giving_back import come_back, give_back

STILL_HERE = {SellerOrder.State.TO_PACK, SellerOrder.State.PACKED}
SENT = {SellerOrder.State.SHIPPED, SellerOrder.State.RETURNED}


def put_back(refund: Refund, share: SellerOrder, by: User | None, owner: User | None) -> None:
    """Let the stock follow a refund's quantities. Locks the stock records."""
    who = By(by, owner)
    kept, wanted = Counter[int](), Counter[int]()
    for part in refund.lines.filter(quantity__gt=0).select_related("line"):
        counted = wanted if part.to_shelf else kept
        counted[part.line.stock_record_id] += part.quantity
    if share.state in STILL_HERE:
        refund.lines.update(not_sent=True)
        give_back(refund.purchase.number, wanted, who, to_shelf=True)
        give_back(refund.purchase.number, kept, who, to_shelf=False)
        _end_if_empty(share)
    elif share.state in SENT:
        come_back(refund.purchase.number, wanted, who)


def _end_if_empty(share: SellerOrder) -> None:
    """Cancel an order of which nothing is left to send."""
    if not share.lines.filter(quantity__gt=F("refunded_quantity")).exists():
        here = SellerOrder.objects.filter(pk=share.pk, state__in=STILL_HERE)
        if here.update(state=SellerOrder.State.CANCELLED):
            share.state = SellerOrder.State.CANCELLED

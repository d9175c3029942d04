"""Goods of which nothing is left to send: their delivery goes back too, and all of their price."""

from __future__ import annotations

from decimal import Decimal

from shop.money import ZERO
from shop.purchases.models import SellerOrder
from shop.refunds.amounts import Sofar
from shop.refunds.errors import NotSentYet
from shop.refunds.models import Refund
from shop.refunds.shelf import STILL_HERE
from shop.refunds.taken import TAKES


def give_all_of_what_ends(refund: Refund, share: SellerOrder, sofar: Sofar) -> None:
    """Add what is left of delivery and fee to a refund that leaves nothing to send.

    The caller has locked the share, and saves the refund. Raises NotSentYet where it would
    keep a part of the goods' price.
    """
    if share.state not in STILL_HERE or not _is_last(refund, share):
        return
    if refund.attempt.disputes.filter(TAKES).exists():  # a bank gives, or may give, its part
        return
    if refund.goods < _left_of_goods(share):
        raise NotSentYet
    refund.delivery = share.delivery - sofar.delivery
    refund.fee = share.fee - sofar.fee
    refund.amount = refund.goods + refund.delivery + refund.fee


def _is_last(refund: Refund, share: SellerOrder) -> bool:
    taken = {part.line_id: part.quantity for part in refund.lines.all()}
    return any(taken.values()) and all(
        line.quantity - line.refunded_quantity == taken.get(line.pk, 0)
        for line in share.lines.all()
    )


def _left_of_goods(share: SellerOrder) -> Decimal:
    lines = share.lines.all()
    return sum((line.goods - line.discount - line.refunded for line in lines), ZERO)

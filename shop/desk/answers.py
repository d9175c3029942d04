"""What a buyer or the market wants to hear from a seller: it stands on "today"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

from community.sellers.models import Seller
from shop.desk.access import Desk
from shop.disputes.models import Dispute
from shop.refunds.models import Refund
from shop.slips.models import Slip

SHOWN = 10
NEVER = Value(None, output_field=DateTimeField())


@dataclass(frozen=True)
class Answer:
    """`what` is complaint, refund or slip; `found_by` is what its page asks for."""

    what: str
    number: str
    money: Decimal
    found_by: str
    until: datetime | None


def waiting_answers(desk: Desk) -> list[Answer]:
    """Return what waits for this shop, ten at most; complaints first. One query.

    Empty for who does not see the shop's money.
    """
    if not desk.sees_money:
        return []
    asked, slips = _asked(desk.seller), _slips(desk.seller)
    rows = _complaints(desk.seller).union(asked, slips, all=True).order_by("what", "found_by")
    return [Answer(**row) for row in rows[:SHOWN]]


def _complaints(seller: Seller) -> QuerySet[Dispute, dict[str, Any]]:
    own = Dispute.objects.filter(seller_order__seller=seller, state=Dispute.State.OPEN)
    return own.order_by().values(
        what=Value("complaint"),
        number=F("seller_order__number"),
        money=F("amount"),
        found_by=Cast("pk", CharField()),
        until=F("deadline"),
    )


def _asked(seller: Seller) -> QuerySet[Refund, dict[str, Any]]:
    own = Refund.objects.filter(seller_order__seller=seller, state=Refund.State.REQUESTED)
    return own.order_by().values(
        what=Value("refund"),
        number=F("seller_order__number"),
        money=F("amount"),
        found_by=Cast("pk", CharField()),
        until=NEVER,
    )


def _slips(seller: Seller) -> QuerySet[Slip, dict[str, Any]]:
    own = Slip.objects.filter(payment__seller_order__seller=seller, state=Slip.State.WAITING)
    return own.order_by().values(
        what=Value("slip"),
        number=F("payment__seller_order__number"),
        money=F("payment__amount"),
        found_by=Cast("key", CharField()),
        until=NEVER,
    )

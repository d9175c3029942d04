"""What a buyer or the market wants to hear from a seller: it stands on "today"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

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
    own = {"seller_order__seller": desk.seller}
    complaints = Dispute.objects.filter(state=Dispute.State.OPEN, **own)
    asked = Refund.objects.filter(state=Refund.State.REQUESTED, **own)
    slips = Slip.objects.filter(state=Slip.State.WAITING, payment__seller_order__seller=desk.seller)
    rows = _rows(complaints, "complaint", until=F("deadline")).union(
        _rows(asked, "refund"),
        _rows(slips, "slip", found_by="key", about="payment__"),
        all=True,
    )
    return [Answer(**row) for row in rows.order_by("what", "found_by")[:SHOWN]]


def _rows(
    found: QuerySet[Any], what: str, *, found_by: str = "pk", about: str = "", until: Any = NEVER
) -> QuerySet[Any, Any]:
    """Return them in the same columns, so that one query can ask for all."""
    columns: dict[str, Any] = {
        "what": Value(what),
        "number": F(f"{about}seller_order__number"),
        "money": F(f"{about}amount"),
        "found_by": Cast(found_by, CharField()),
        "until": until,
    }
    return found.order_by().values(**columns)

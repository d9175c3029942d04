"""How a seller stands: what is owed, what can be paid out, what waits, until when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Sum, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from shop.ledger.accounts import of_seller
from shop.ledger.balances import owed_to_seller
from shop.money import ZERO, from_satang
from shop.payouts.claiming import FREE
from shop.payouts.models import Payout, Reserve, Schedule
from shop.payouts.open_questions import OPEN_QUESTION
from shop.payouts.terms import schedule_of


class Why(TextChoices):
    """Why an order's money is not paid out yet."""

    NOT_SENT = "not_sent", _("Not sent yet")
    ON_ITS_WAY = "on_its_way", _("On its way to the buyer")
    HOLD = "hold", _("The buyer has some days to look at it")
    QUESTION = "question", _("The buyer has a question; it is not decided yet")


@dataclass(frozen=True)
class Waiting:
    """An order whose money waits; `until` where the day is known."""

    number: str
    amount: Decimal
    why: Why
    until: datetime | None


@dataclass(frozen=True)
class Standing:
    """A seller's money at one moment, in baht: balance = payable + waiting + reserved.

    What is drawn up for a payout and not released yet is part of `payable`.
    """

    balance: Decimal  # below zero the seller owes it
    payable: Decimal
    waiting: Decimal
    reserved: Decimal
    on_its_way: Decimal  # left the balance; the bank has not answered
    schedule: Schedule

    @property
    def debt(self) -> Decimal:
        return max(-self.balance, ZERO)

    @property
    def owes(self) -> bool:
        return self.balance < 0

    @property
    def is_enough(self) -> bool:
        return bool(self.payable >= self.schedule.minimum)

    @property
    def next_day(self) -> date | None:
        by_hand = self.schedule.rhythm == Schedule.Rhythm.BY_HAND
        return None if by_hand else self.schedule.next_on


# An order's entries wait together, as in shop.payouts.claiming.
WAITING = """
SELECT s.number, g.satang, {question} AS question, s.shipped_at IS NOT NULL AS sent,
       s.payable_from
FROM (
    SELECT f.seller_order_id AS id, sum(f.satang) AS satang FROM ({free}) f
    WHERE NOT f.is_free AND f.seller_order_id IS NOT NULL AND f.of_order >= 0
    GROUP BY 1 HAVING sum(f.satang) <> 0
) g JOIN purchases_sellerorder s ON s.id = g.id
ORDER BY s.payable_from NULLS LAST, s.id
""".replace("{free}", FREE).replace("{question}", OPEN_QUESTION)


def standing_of(seller: Seller, at: datetime | None = None) -> Standing:
    """Return a seller's standing now, from sums of entries alone."""
    balance = from_satang(owed_to_seller(seller.pk))
    waiting = sum((one.amount for one in waiting_of(seller, at)), ZERO)
    reserved = sum((one.amount for one in reserves_of(seller, at)), ZERO)
    sent = Payout.objects.filter(seller=seller, state=Payout.State.SENT)
    return Standing(
        balance=balance,
        payable=balance - waiting - reserved,
        waiting=waiting,
        reserved=reserved,
        on_its_way=sent.aggregate(sum=Sum("amount"))["sum"] or ZERO,
        schedule=schedule_of(seller.pk),
    )


def waiting_of(seller: Seller, at: datetime | None = None) -> list[Waiting]:
    """Return the orders whose money waits, what is free soonest first."""
    values: dict[str, str | datetime] = {
        "account": of_seller(seller.pk),
        "at": at or timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(WAITING, values)
        return [_waiting(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Kept:
    """What a payout left in reserve, and until when."""

    payout: Payout
    amount: Decimal
    until: datetime


def reserves_of(seller: Seller, at: datetime | None = None) -> Sequence[Kept]:
    """Return what is kept in reserve still, what is free soonest first."""
    found = Reserve.objects.filter(
        payout__seller=seller, until__gt=at or timezone.now(), entry__claim=None
    ).select_related("payout", "entry")
    return [
        Kept(one.payout, from_satang(-one.entry.amount_satang), one.until)
        for one in found.order_by("until", "pk")
    ]


def _waiting(
    number: str, satang: int, question: bool, sent: bool, payable_from: datetime | None
) -> Waiting:
    return Waiting(
        number, from_satang(int(satang)), _why(question, sent, payable_from), payable_from
    )


def _why(question: bool, sent: bool, payable_from: datetime | None) -> Why:
    if question:
        return Why.QUESTION
    if payable_from is not None:
        return Why.HOLD
    return Why.ON_ITS_WAY if sent else Why.NOT_SENT

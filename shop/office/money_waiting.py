"""What waits for a person in the money office: a count, an amount, where to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Min, Model, QuerySet, Sum
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.display.dates import date_text
from shop.disputes.models import Dispute
from shop.ledger.gateway_days import count_open
from shop.ledger.models import Account, Correction
from shop.money import ZERO, from_satang
from shop.payments.models import Attempt
from shop.payouts.models import Payout
from shop.refunds.models import Refund
from shop.slips.models import BankLine, Slip

LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    name: str
    count: int
    url: str
    amount: Decimal | None = None
    hint: str = ""


def read_waiting() -> list[Waiting]:
    """Return what waits, the buyers' money first. Eleven queries, whatever the market's size."""
    return [one for one in _all() if one.count]


def _all() -> Iterator[Waiting]:
    yield _sum(_("Refunds due"), Refund.objects.filter(state__in=Refund.DUE), "office:refunds")
    asked = Refund.objects.filter(state=Refund.State.REQUESTED)
    yield _sum(_("Refunds that buyers asked for"), asked, "office:refunds")
    yield _disputes()
    slips = Slip.objects.filter(state=Slip.State.WAITING)
    yield Waiting(_("Slips to look at"), slips.count(), address("office:slips"))
    lines = BankLine.objects.filter(state__in=BankLine.OPEN)
    yield _sum(_("Money in the bank, for nobody knows what"), lines, "office:bank")
    held = Payout.objects.filter(state=Payout.State.HELD)
    yield _sum(_("Payouts held back"), held, "office:payouts")
    yield _sum(_("Payouts that failed or came back"), _failed(), "office:payouts")
    yield _below_zero()
    unknown = Attempt.objects.filter(state=Attempt.State.UNKNOWN)
    yield _sum(_("Payments without an answer"), unknown, "office:purchases")
    proposed = Correction.objects.filter(state=Correction.State.PROPOSED)
    corrections = address("office:money-corrections")
    yield Waiting(_("Corrections for a second person"), proposed.count(), corrections)
    differences = _("Movements at the gateway that do not agree")
    yield Waiting(differences, count_open(), address("office:money-days"))


def _sum(name: str, found: QuerySet[Model], route: str) -> Waiting:
    sums = found.aggregate(count=Count("pk"), sum=Sum("amount"))
    return Waiting(name, sums["count"], address(route), sums["sum"] or ZERO)


def _failed() -> QuerySet[Model]:
    """Return payouts whose money is on the balance again: somebody looks at the account."""
    states = [Payout.State.FAILED, Payout.State.RETURNED]
    return Payout.objects.filter(state__in=states, back_at__gte=timezone.now() - LATELY)


def _disputes() -> Waiting:
    running = Dispute.objects.filter(state__in=Dispute.RUNNING)
    sums = running.aggregate(count=Count("pk"), sum=Sum("amount"), first=Min("deadline"))
    hint = ""
    if sums["first"]:
        hint = _("The first must be answered by %(day)s.") % {"day": date_text(sums["first"])}
    return Waiting(_("Disputes"), sums["count"], address("office:disputes"), sums["sum"], hint)


def _below_zero() -> Waiting:
    """Return the sellers who owe the marketplace, and how much together."""
    owing = (
        Account.objects.filter(kind=Account.Kind.SELLER)
        .annotate(satang=Sum("entries__amount_satang"))
        .filter(satang__gt=0)
        .values_list("satang", flat=True)
    )
    debts = list(owing)
    url = address("office:money-ledger") + "?below=1"
    hint = _("It comes off the next payout, or the shop pays it in.")
    return Waiting(_("Shops below zero"), len(debts), url, from_satang(sum(debts)), hint)


def address(route: str) -> str:
    """Return a page's address; the money office's own where that page is not there."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return reverse("office:money")

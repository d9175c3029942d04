"""What waits for a person in the money office: a count, an amount, where to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Min, Model, QuerySet, Sum
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from shop.display.dates import date_text
from shop.disputes.models import Dispute
from shop.ledger.gateway_days import count_open
from shop.ledger.models import Account, Correction
from shop.money import ZERO, from_satang
from shop.office.finding import UNANSWERED
from shop.office.payouts_waiting import BACK, HELD, payouts_that_wait
from shop.payments.models import Attempt
from shop.refunds.models import Refund
from shop.slips.bank_balance import compared, unseen
from shop.slips.models import BankLine, Slip

# Accounts that should never be in debt to the marketplace.
CAN_OWE = [Account.Kind.SELLER, Account.Kind.FUND]


@dataclass(frozen=True)
class Waiting:
    name: str
    count: int
    url: str
    amount: Decimal | None = None
    hint: str = ""


def read_waiting() -> list[Waiting]:
    """Return what waits, the buyers' money first. Fifteen queries, whatever the market's size."""
    return [one for one in _all() if one.count]


def _all() -> Iterator[Waiting]:
    due = Refund.objects.filter(state__in=Refund.DUE).annotate(left=F("amount") - F("by_bank"))
    yield _of(_("Refunds due"), due, address("office:refunds") + "?state=due", "left")
    asked = Refund.objects.filter(state=Refund.State.REQUESTED)
    yield _sum(_("Refunds that buyers asked for"), asked, "office:refunds", "requested")
    yield _disputes()
    slips = Slip.objects.filter(state=Slip.State.WAITING)
    yield Waiting(_("Slips to look at"), slips.count(), address("office:slips"))
    lines = BankLine.objects.filter(state__in=BankLine.OPEN)
    yield _sum(_("Money in the bank, for nobody knows what"), lines, "office:bank")
    late = address("office:bank") + "#unseen"
    yield _of(_("Booked as in the bank, and no statement shows it"), unseen(), late, "received")
    yield _bank_gap()
    held, back = payouts_that_wait(HELD), payouts_that_wait(BACK)
    yield _sum(_("Payouts held back"), held, "office:payouts", HELD)
    yield _sum(_("Payouts that failed or came back"), back, "office:payouts", BACK)
    yield _below_zero()
    unknown = Attempt.objects.filter(state=Attempt.State.UNKNOWN)
    yield _sum(_("Payments without an answer"), unknown, "office:purchases", UNANSWERED)
    proposed = Correction.objects.filter(state=Correction.State.PROPOSED)
    corrections = address("office:money-corrections")
    yield Waiting(_("Corrections for a second person"), proposed.count(), corrections)
    differences = _("Movements at the gateway that do not agree")
    yield Waiting(differences, count_open(), address("office:money-days"))


def _sum(name: str, found: QuerySet[Model], route: str, state: str = "") -> Waiting:
    url = f"{address(route)}?state={state}" if state else address(route)
    return _of(name, found, url, "amount")


def _of(name: str, found: QuerySet[Model], url: str, amount: str) -> Waiting:
    sums = found.aggregate(count=Count("pk"), sum=Sum(amount))
    return Waiting(name, sums["count"], url, sums["sum"] or ZERO)


def _bank_gap() -> Waiting:
    """Return by how much the bank's balance and the ledger's differ at the last statement."""
    found = compared()
    gap = found.gap if found else ZERO
    url = address("office:bank") + "#balance"
    return Waiting(_("The bank's balance is not the ledger's"), int(gap != 0), url, gap)


def _disputes() -> Waiting:
    running = Dispute.objects.filter(state__in=Dispute.RUNNING)
    sums = running.aggregate(count=Count("pk"), sum=Sum("amount"), first=Min("deadline"))
    hint = ""
    if sums["first"]:
        hint = _("The first must be answered by %(day)s.") % {"day": date_text(sums["first"])}
    return Waiting(_("Disputes"), sums["count"], address("office:disputes"), sums["sum"], hint)


def _below_zero() -> Waiting:
    """Return the sellers and funds that owe the marketplace, and how much together."""
    owing = (
        Account.objects.filter(kind__in=CAN_OWE)
        .annotate(satang=Sum("entries__amount_satang"))
        .filter(satang__gt=0)
        .values_list("satang", flat=True)
    )
    debts = list(owing)
    url = address("office:money-ledger") + "?below=1"
    hint = _("A shop's comes off its next payout, a fund's off its next part of a commission.")
    return Waiting(_("Shops and funds below zero"), len(debts), url, from_satang(sum(debts)), hint)


def address(route: str) -> str:
    """Return a page's address; the money office's own where that page is not there."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return reverse("office:money")

"""The gateway's days beside ours, in the market's own time zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from shop.ledger.balances import debit_of
from shop.ledger.gateway_matching import ours_alone
from shop.ledger.models import GatewayTransaction, Journal

Kind, State = GatewayTransaction.Kind, GatewayTransaction.State
OPEN = [State.MISSING, State.DIFFERENT]


@dataclass
class Day:
    """What moved at the gateway on a day, in satang, and how many of it does not agree."""

    day: date
    sums: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # by kind
    fees: int = 0
    count: int = 0
    open: int = 0
    under_way: int = 0
    alone: int = 0  # journals of ours that the gateway has nothing of

    @property
    def net(self) -> int:
        return sum(self.sums.values()) - self.fees

    @property
    def agrees(self) -> bool:
        return not (self.open or self.alone)


@dataclass(frozen=True)
class Standing:
    """What the gateway's books and ours say is there now, in satang."""

    theirs: int
    ours: int
    under_way: int  # left there, and not done: ours is booked at the end
    at: datetime | None  # of the last movement that we know of

    @property
    def gap(self) -> int:
        return self.theirs - self.ours - self.under_way


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments from the start of one day to the end of another."""
    start = timezone.make_aware(datetime.combine(first, time.min))
    return start, timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))


def read_days(first: date, last: date) -> list[Day]:
    """Return the days on which something moved, the newest first. Two queries."""
    start, end = bounds(first, last)
    rows = (
        GatewayTransaction.objects.filter(at__gte=start, at__lt=end)
        .annotate(day=TruncDate("at"))
        .values("day", "kind")
        .annotate(
            satang=Sum("amount_satang"),
            fees=Sum("fee_satang"),
            count=Count("pk"),
            open=Count("pk", filter=Q(state__in=OPEN)),
            under_way=Count("pk", filter=Q(state=State.UNDER_WAY)),
        )
    )
    days: dict[date, Day] = {}
    for row in rows:
        day = days.setdefault(row["day"], Day(row["day"]))
        day.sums[row["kind"]] += int(row["satang"])
        day.fees += int(row["fees"])
        day.count += row["count"]
        day.open += row["open"]
        day.under_way += row["under_way"]
    for journal in alone_between(first, last):
        when = timezone.localdate(journal.at)
        days.setdefault(when, Day(when)).alone += 1
    return sorted(days.values(), key=lambda day: day.day, reverse=True)


def movements_of(day: date) -> Iterable[GatewayTransaction]:
    start, end = bounds(day, day)
    found = GatewayTransaction.objects.filter(at__gte=start, at__lt=end)
    return found.prefetch_related("corrections").order_by("at", "pk")


def alone_between(first: date, last: date) -> Iterable[Journal]:
    """Return our journals of money at the gateway that the gateway has nothing of."""
    ids = ours_alone(*bounds(first, last))
    return Journal.objects.filter(pk__in=ids).select_related("purchase").order_by("at")


def standing() -> Standing:
    """Return how the two stand now. Money that is only with us is ours alone, not under way."""
    found = GatewayTransaction.objects.filter(currency="thb")
    sums = found.aggregate(
        amount=Sum("amount_satang"),
        fees=Sum("fee_satang"),
        under_way=Sum("amount_satang", filter=Q(state=State.UNDER_WAY)),
        at=Max("at"),
    )
    return Standing(
        theirs=int(sums["amount"] or 0) - int(sums["fees"] or 0),
        ours=debit_of("gateway:stripe"),
        under_way=int(sums["under_way"] or 0),
        at=sums["at"],
    )


def count_open() -> int:
    """Return how many movements a person has to look at."""
    return GatewayTransaction.objects.filter(state__in=OPEN).count()

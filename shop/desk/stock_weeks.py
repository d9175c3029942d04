"""What was sold of a thing and what was left of it, week by week, drawn as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncWeek
from django.utils import timezone

from shop.stock.models import Movement

WEEKS = 12
SOLD = [Movement.Why.SALE, Movement.Why.STALL_SALE]
# The picture's own units; the browser scales them. Room above for the highest dot.
STEP, BAR, TOP, HEIGHT, FOOT = 30, 18, 14, 150, 20
LEAST = 2  # a single piece is still seen


@dataclass(frozen=True)
class Week:
    """From its Monday: what was sold in it, and what was on hand at its end."""

    monday: date
    sold: int
    on_hand: int
    x: int
    bar: int  # height of what was sold
    y: int  # of what was on hand

    @property
    def bar_x(self) -> int:
        return self.x - BAR // 2

    @property
    def bar_y(self) -> int:
        return TOP + HEIGHT - self.bar


@dataclass(frozen=True)
class Weeks:
    weeks: list[Week]
    most: int

    @property
    def sold(self) -> int:
        return sum(week.sold for week in self.weeks)

    @property
    def is_empty(self) -> bool:
        return self.most == 0

    @property
    def labelled(self) -> list[Week]:
        """Return every third week: more dates would not fit under the bars of a telephone."""
        return self.weeks[1::3]

    @property
    def points(self) -> str:
        return " ".join(f"{week.x},{week.y}" for week in self.weeks)

    @property
    def width(self) -> int:
        return STEP * WEEKS

    @property
    def height(self) -> int:
        return TOP + HEIGHT + FOOT

    @property
    def floor(self) -> int:
        return TOP + HEIGHT

    @property
    def foot(self) -> int:
        return TOP + HEIGHT + FOOT - 5

    @property
    def bar_width(self) -> int:
        return BAR


def read_weeks(movements: QuerySet[Movement], on_hand: int) -> Weeks:
    """Return twelve weeks up to this one, told back from what is on hand now. One query."""
    today = timezone.localdate()
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=ago) for ago in reversed(range(WEEKS))]
    moved = _moved(movements, mondays[0])
    sold = [max(moved.get(monday, (0, 0))[1], 0) for monday in mondays]
    changes = [moved.get(monday, (0, 0))[0] for monday in mondays]
    return _drawn(mondays, sold, _ends(changes, on_hand))


def _moved(movements: QuerySet[Movement], since: date) -> dict[date, tuple[int, int]]:
    """Return by how much each week changed what is on hand, and how much it sold."""
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    when = Coalesce("happened_at", "at")
    rows = (
        movements.annotate(week=TruncWeek(when))
        .filter(week__gte=midnight)
        .order_by()
        .values("week")
        .annotate(moved=Sum("change"), out=Sum("change", filter=Q(why__in=SOLD)))
    )
    return {
        timezone.localtime(row["week"]).date(): (row["moved"], -(row["out"] or 0)) for row in rows
    }


def _ends(changes: Sequence[int], on_hand: int) -> list[int]:
    """Return what was on hand at the end of each week; the last one ends with what is now."""
    ends = [on_hand]
    for change in reversed(changes[1:]):
        ends.append(ends[-1] - change)
    return ends[::-1]


def _drawn(mondays: Sequence[date], sold: Sequence[int], ends: Sequence[int]) -> Weeks:
    most = max(*sold, *ends, 0)
    weeks = [
        Week(
            monday,
            out,
            left,
            STEP * number + STEP // 2,
            _height(out, most),
            TOP + HEIGHT - _height(left, most),
        )
        for number, (monday, out, left) in enumerate(zip(mondays, sold, ends, strict=True))
    ]
    return Weeks(weeks, most)


def _height(amount: int, most: int) -> int:
    return max(HEIGHT * amount // most, LEAST) if amount > 0 else 0

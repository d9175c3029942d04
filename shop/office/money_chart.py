"""Money that came, by day and method: bars, and the same as a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from shop.ledger.gateway_days import bounds
from shop.money import ZERO, from_satang
from shop.payments.models import Attempt

WIDTH, HEIGHT, GAP = 700, 180, 4
CAME = """
SELECT (j.at AT TIME ZONE %s)::date AS day, t.method, sum(e.amount_satang)
FROM ledger_journal j
JOIN ledger_entry e ON e.journal_id = j.id AND e.amount_satang > 0
JOIN payments_attempt t ON t.idempotency_key = substr(j.key, 9)
WHERE j.cause = 'payment' AND j.key LIKE 'payment:%%' AND j.at >= %s AND j.at < %s
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Bar:
    """A piece of a day's column, in the picture's own units."""

    method: str
    place: int  # of the method: its colour
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Chart:
    days: list[date]
    methods: list[tuple[str, str]]  # those that came at all
    rows: list[tuple[date, list[Decimal], Decimal]]  # by method, and the day's sum
    totals: list[Decimal]
    bars: list[Bar]
    most: Decimal

    @property
    def total(self) -> Decimal:
        return sum(self.totals, ZERO)


def read_chart(first: date, last: date, zone: str) -> Chart:
    """Return what came on each day. One query."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    came = _came(*bounds(first, last), zone)
    methods = [(m.value, str(m.label)) for m in Attempt.Method if any(
        (day, m.value) in came for day in days
    )]  # fmt: skip
    rows = [_row(day, [came.get((day, code), ZERO) for code, _ in methods]) for day in days]
    most = max((total for _, _, total in rows), default=ZERO)
    totals = [sum((row[1][place] for row in rows), ZERO) for place in range(len(methods))]
    return Chart(days, methods, rows, totals, _bars(rows, [m for m, _ in methods], most), most)


def _came(start: datetime, end: datetime, zone: str) -> dict[tuple[date, str], Decimal]:
    came: dict[tuple[date, str], Decimal] = defaultdict(lambda: ZERO)
    with connection.cursor() as cursor:
        cursor.execute(CAME, [zone, start, end])
        for day, method, satang in cursor.fetchall():
            came[day, method] = from_satang(int(satang))
    return came


def _row(day: date, amounts: list[Decimal]) -> tuple[date, list[Decimal], Decimal]:
    return day, amounts, sum(amounts, ZERO)


def _bars(
    rows: list[tuple[date, list[Decimal], Decimal]], methods: list[str], most: Decimal
) -> list[Bar]:
    if not most:
        return []
    step = WIDTH // max(len(rows), 1)
    bars = []
    for column, (_, amounts, _) in enumerate(rows):
        foot = HEIGHT
        for place, amount in enumerate(amounts):
            tall = int(amount * HEIGHT / most)
            foot -= tall
            if tall:
                bar = Bar(methods[place], place, column * step, foot, step - GAP, tall)
                bars.append(bar)
    return bars

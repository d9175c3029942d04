"""How long applications wait: in two questions to the database, whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Min, Q
from django.db.models.functions import Now
from django.utils import timezone

from community.joining.models import Application
from community.joining.moves import WAITING
from community.places.models import in_language

DECIDED_DAYS = 30
DECIDED = (
    Application.State.APPROVED,
    Application.State.SUSPENDED,
    Application.State.CLOSED,
)


class Percentile(Aggregate):
    """PostgreSQL's percentile_cont: between two rows it goes straight."""

    function = "percentile_cont"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Percentile"

    def __init__(self, expression: Any, fraction: float, **extra: Any) -> None:
        super().__init__(expression, fraction=float(fraction), **extra)


@dataclass(frozen=True)
class Waiting:
    """Spans of time; None where there is nothing to take the middle of."""

    waiting: int
    oldest: datetime | None
    median: timedelta | None
    slowest_tenth: timedelta | None  # the 90th percentile
    decided: int
    decided_median: timedelta | None
    decided_slowest_tenth: timedelta | None


@dataclass(frozen=True)
class ProvinceWaiting:
    code: str
    name: str
    waits: Waiting


def read_waiting() -> Waiting:
    """Return the figures of the whole market, in one query.

    Those who wait now count from when they last sent it; those decided in the last thirty days
    from when they first did, so that asking for changes does not make us look faster.
    """
    return Waiting(**Application.objects.filter(_counted()).aggregate(**_figures()))


def read_by_province() -> list[ProvinceWaiting]:
    """Return the same for each province where somebody waits or was decided; the longest first."""
    named = Application.objects.filter(_counted(), province__isnull=False).values(
        "province", "province__name_th", "province__name_en"
    )
    rows = named.annotate(**_figures()).order_by(F("oldest").asc(nulls_last=True), "province")
    return [_of_province(dict(row)) for row in rows]


def _of_province(row: dict[str, Any]) -> ProvinceWaiting:
    code = row.pop("province")
    name = in_language(row.pop("province__name_th"), row.pop("province__name_en"))
    return ProvinceWaiting(code, name, Waiting(**row))


def _counted() -> Q:
    return _waits() | _decided()


def _waits() -> Q:
    return Q(state__in=WAITING)


def _decided() -> Q:
    since = timezone.now() - timedelta(days=DECIDED_DAYS)
    return Q(state__in=DECIDED, decided_at__gte=since, first_submitted_at__isnull=False)


def _figures() -> dict[str, Aggregate]:
    now = _span(Now() - F("submitted_at"))
    whole = _span(F("decided_at") - F("first_submitted_at"))
    waits, decided = _waits(), _decided()
    return {
        "waiting": Count("pk", filter=waits),
        "oldest": Min("submitted_at", filter=waits),
        "median": Percentile(now, 0.5, filter=waits, output_field=DurationField()),
        "slowest_tenth": Percentile(now, 0.9, filter=waits, output_field=DurationField()),
        "decided": Count("pk", filter=decided),
        "decided_median": Percentile(whole, 0.5, filter=decided, output_field=DurationField()),
        "decided_slowest_tenth": Percentile(
            whole, 0.9, filter=decided, output_field=DurationField()
        ),
    }


def _span(difference: Any) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(difference, output_field=DurationField())

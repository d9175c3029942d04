"""Where the provinces are: for each its region and a point (data/NOTICE.points)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLE = Path(__file__).parent / "data" / "province_points.csv"
MIDDLE = 13.5  # degrees north: what the flat map is true to
# As one reads a map of the country: from the north, round to the south.
REGIONS: dict[str, str | Promise] = {
    "north": _("The north"),
    "northeast": _("Isan, the northeast"),
    "central": _("The central plain"),
    "east": _("The east"),
    "west": _("The west"),
    "south": _("The south"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east (WGS84)."""

    latitude: float
    longitude: float

    def far_from(self, other: Point) -> float:
        """Return how far apart two points are, in degrees of latitude (111 km)."""
        east = (self.longitude - other.longitude) * cos(radians(MIDDLE))
        return hypot(self.latitude - other.latitude, east)


@cache
def points() -> dict[str, Point]:
    """Return the point of each province by its code."""
    return {
        row["province_code"]: Point(float(row["latitude"]), float(row["longitude"]))
        for row in _rows()
    }


@cache
def regions() -> dict[str, str]:
    """Return the region of each province by its code."""
    return {row["province_code"]: row["region"] for row in _rows()}


@cache
def by_distance(code: str) -> tuple[str, ...]:
    """Return the codes of the other provinces, the nearest first."""
    here = points()[code]
    others = [(here.far_from(point), other) for other, point in points().items() if other != code]
    return tuple(other for _far, other in sorted(others))


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""A flat map of Thailand: our own outline with dots on it. Equal steps for equal degrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from community.places.outline import OUTLINE
from community.places.points import MIDDLE, Point

WEST, NORTH = 97.1, 20.75
EAST, SOUTH = 105.9, 5.35
PER_DEGREE = 50.0
NARROWER = cos(radians(MIDDLE))
WIDTH = round((EAST - WEST) * NARROWER * PER_DEGREE)
HEIGHT = round((NORTH - SOUTH) * PER_DEGREE)


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map. `kind` is its look: full, empty, here or quiet."""

    x: float
    y: float
    label: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Map:
    """What partials/thailand_map.html draws. `label` says in words what is to be seen."""

    label: str
    dots: tuple[Dot, ...]

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def is_linked(self) -> bool:
        return any(dot.url for dot in self.dots)

    @property
    def shape(self) -> str:
        return shape()


def is_on_map(point: Point) -> bool:
    return WEST <= point.longitude <= EAST and SOUTH <= point.latitude <= NORTH


def dot(point: Point, label: str, kind: str, url: str = "") -> Dot:
    x, y = place_of(point.longitude, point.latitude)
    return Dot(x, y, label, url, kind)


def draw_map(label: str, dots: Iterable[Dot]) -> Map:
    """Return a map with these dots, the first at the bottom. `label` is its text alternative."""
    return Map(label, tuple(dots))


def place_of(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y in the map's own units, to one decimal."""
    x = (longitude - WEST) * NARROWER * PER_DEGREE
    return round(x, 1), round((NORTH - latitude) * PER_DEGREE, 1)


@cache
def shape() -> str:
    """Return the outline as SVG points."""
    return " ".join(f"{x},{y}" for x, y in (place_of(*corner) for corner in OUTLINE))

"""The maps of the pages: all provinces, one of them, one community."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from community.groups.models import Community
from community.places.mapping import Dot, Map, dot, draw_map, is_on_map
from community.places.models import Province
from community.places.points import Point, points
from shop.browse.provinces import every_province


def map_of_provinces(with_something: Iterable[str]) -> Map:
    """Return the index's map: each province leads to its page, full where somebody sells."""
    full = set(with_something)
    label = _("Map of Thailand with a dot for each province. The list names them all.")
    return draw_map(
        label,
        (
            dot(
                point,
                str(every_province()[code]),
                "full" if code in full else "empty",
                reverse("browse:province", args=[code]),
            )
            for code, point in points().items()
        ),
    )


def map_of_province(province: Province) -> Map:
    label = _("Where {place} is in Thailand").format(place=province)
    here = dot(points()[province.code], str(province), "here")
    return draw_map(label, [*_quiet(), here])


def map_of_community(community: Community) -> Map:
    """Return where it is; its province's point stands in where nobody has written the place."""
    label = _("Where {place} is in Thailand").format(place=community.name)
    return draw_map(label, [*_quiet(), dot(_point_of(community), community.name, "here")])


def _point_of(community: Community) -> Point:
    if community.latitude is not None and community.longitude is not None:
        point = Point(float(community.latitude), float(community.longitude))
        if is_on_map(point):
            return point
    return points()[community.province_id]


def _quiet() -> Iterator[Dot]:
    return (dot(point, "", "quiet") for point in points().values())

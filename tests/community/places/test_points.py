"""Where the provinces are, and the map that they are drawn on."""

from itertools import pairwise

import pytest

from community.places.mapping import HEIGHT, WIDTH, dot, draw_map, is_on_map
from community.places.models import Province
from community.places.outline import OUTLINE
from community.places.points import REGIONS, Point, by_distance, points, regions
from shop.listings.demo.reading import rows


def is_inside(longitude: float, latitude: float) -> bool:
    """Count the sides that a line eastwards crosses."""
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise([*OUTLINE, OUTLINE[0]]):
        if (y1 > latitude) != (y2 > latitude):
            crossed += longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
    return crossed % 2 == 1


@pytest.mark.django_db
def test_every_province_has_a_point_and_a_region() -> None:
    codes = set(Province.objects.values_list("code", flat=True))

    assert len(codes) == 77
    assert set(points()) == codes
    assert set(regions().values()) == set(REGIONS)


def test_every_point_is_inside_the_outline() -> None:
    outside = [
        code
        for code, point in points().items()
        if not is_inside(point.longitude, point.latitude) or not is_on_map(point)
    ]

    assert outside == []


def test_the_demo_communities_are_near_their_provinces_point() -> None:
    codes = {
        "เชียงใหม่": "50",
        "ภูเก็ต": "83",
        "สกลนคร": "47",
        "ปัตตานี": "94",
        "จันทบุรี": "22",
        "กาฬสินธุ์": "46",
    }
    far = [
        row["slug"]
        for row in rows("communities")
        if row["province_th"] in codes
        and Point(float(row["latitude"]), float(row["longitude"])).far_from(
            points()[codes[row["province_th"]]]
        )
        > 0.8
    ]

    assert far == []


def test_neighbours_come_nearest_first() -> None:
    assert by_distance("50")[:3] == ("51", "52", "56")
    assert len(by_distance("50")) == 76


def test_the_map_is_flat_and_north_is_up() -> None:
    north = dot(points()["57"], "เชียงราย", "full")
    south = dot(points()["96"], "นราธิวาส", "full")

    drawn = draw_map("map", [north, south])

    assert 0 < north.y < south.y < HEIGHT
    assert 0 < north.x < south.x < WIDTH
    assert (north.x, north.y) == (133.2, 42.0)
    assert drawn.box == f"0 0 {WIDTH} {HEIGHT}"

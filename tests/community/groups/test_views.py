"""What a manager writes, and what is said where it cannot be kept."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from community.audit.models import Act
from community.groups import covers
from community.groups.models import Community, Membership
from community.people.models import User
from shop.browse.remembering import forget_everything
from tests.cast import make_community, make_holiday, make_seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, niran: User, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    forget_everything()
    client.cookies["talat_language"] = "en"
    client.force_login(niran)
    return client


def photo(size: tuple[int, int] = (900, 600)) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", size, "#1f3f6d").save(file, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", file.getvalue())


def test_the_story_is_kept_as_plain_text(browser: Client, market: Community) -> None:
    typed = {"story_th": "<b>เรา</b>ทอผ้า", "story_en": "We weave"}

    answer = browser.post("/my-community/story/", typed)

    assert answer["Location"] == "/my-community/"
    market.refresh_from_db()
    assert (market.story_th, market.story_en) == ("เราทอผ้า", "We weave")
    assert Act.objects.get().details == {"what": "story"}


def test_a_story_that_is_too_long_is_kept_on_the_page(browser: Client, market: Community) -> None:
    answer = browser.post("/my-community/story/", {"story_th": "ก" * 4001, "story_en": "We"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "This is too long. Keep it under 4,000 letters." in text
    assert "ก" * 4001 in text
    market.refresh_from_db()
    assert market.story_en == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("18.512, 98.378", ("18.51200", "98.37800")),
        ("๑๘.๕๑๒ ๙๘.๓๗๘", ("18.51200", "98.37800")),
        ("(18.5123456789, 98.378)", ("18.51235", "98.37800")),
        ("", (None, None)),
    ],
)
def test_the_place_on_the_map(
    browser: Client, market: Community, typed: str, kept: tuple[str | None, str | None]
) -> None:
    browser.post("/my-community/place/", {"postcode": "50270", "coordinates": typed})

    market.refresh_from_db()
    found = tuple(None if one is None else str(one) for one in (market.latitude, market.longitude))
    assert found == kept
    assert market.postcode == "50270"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"coordinates": "98.378, 18.512"}, "This is not in Thailand."),
        ({"coordinates": "here"}, "Write two numbers with a comma between"),
        ({"postcode": "83000"}, "This postcode is not in Chiang Mai."),
        ({"postcode": "x"}, "This postcode is not in Chiang Mai."),
    ],
)
def test_a_wrong_place_gets_one_sentence(
    browser: Client, market: Community, typed: dict[str, str], sentence: str
) -> None:
    answer = browser.post("/my-community/place/", typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert next(iter(typed.values())) in answer.content.decode()
    market.refresh_from_db()
    assert (market.latitude, market.postcode) == (None, "")


def test_market_days_are_kept(browser: Client, market: Community) -> None:
    browser.post("/my-community/market-days/", {"wed-0-opens": "06:30", "wed-0-closes": "10:00"})

    market.refresh_from_db()
    assert market.market_days == "Wed 06:30-10:00"


def test_a_pickup_place_is_added_and_changed(browser: Client, market: Community) -> None:
    browser.post("/my-community/pickup/new/", {"name_th": "วัดป่าแดด", "coordinates": "18.5, 98.3"})
    place = market.pickup_places.last()
    assert place is not None

    browser.post(f"/my-community/pickup/{place.pk}/", {"name_th": "วัดป่าแดด", "where": "ข้างโบสถ์"})
    nameless = browser.post(f"/my-community/pickup/{place.pk}/", {"name_th": " "})

    place.refresh_from_db()
    assert (place.where, place.latitude) == ("ข้างโบสถ์", None)
    assert nameless.status_code == 422
    assert "Write how people call the place." in nameless.content.decode()


def test_the_places_of_others_are_not_found(browser: Client, market: Community) -> None:
    theirs = make_community("others").pickup_places.get()

    for path in ("", "up/", "remove/"):
        answer = browser.post(f"/my-community/pickup/{theirs.pk}/{path}", {"name_th": "x"})
        assert answer.status_code == 404
    assert theirs.community.pickup_places.count() == 1


def test_a_cover_is_drawn_twice_as_wide_as_high(browser: Client, market: Community) -> None:
    browser.post("/my-community/cover/", {"cover": photo()})
    market.refresh_from_db()
    assert (len(market.cover_key), market.cover) == (40, None)

    covers.draw_cover(market.cover_key)

    market.refresh_from_db()
    assert market.cover_widths == [640, 1280]
    answer = browser.get(f"/media/photos/{market.cover_key}/640.jpg")
    drawn = Image.open(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert drawn.size == (640, 320)
    assert market.cover_key in browser.get("/communities/mae-chaem/").content.decode()


def test_what_is_no_picture_is_refused(browser: Client, market: Community) -> None:
    for upload in (SimpleUploadedFile("a.jpg", b"<svg/>"), SimpleUploadedFile("b.jpg", b"")):
        answer = browser.post("/my-community/cover/", {"cover": upload})

        assert answer.status_code == 422
        assert "This file is not a photo that we can show." in answer.content.decode()
    market.refresh_from_db()
    assert market.cover_key == ""


def test_the_cover_is_taken_away(browser: Client, market: Community) -> None:
    browser.post("/my-community/cover/", {"cover": photo()})

    browser.post("/my-community/cover/remove/")

    market.refresh_from_db()
    assert (market.cover_key, market.cover) == ("", None)


def test_the_switcher_changes_the_community(browser: Client, niran: User) -> None:
    second = make_community("second", name_en="Second Market", manager=niran)
    krits = make_community("krits")

    assert browser.post("/my-community/switch/", {"community": krits.slug}).status_code == 404
    browser.post("/my-community/switch/", {"community": second.slug})

    assert "<h1>Second Market</h1>" in browser.get("/my-community/").content.decode()


def test_the_markets_holiday_says_who_closes(browser: Client, market: Community) -> None:
    make_seller(communities=[market])
    holiday = make_holiday(market, 2, 3)

    text = browser.get("/my-community/holidays/").content.decode()
    assert "1 seller closes with you" in text

    browser.post(f"/my-community/holidays/{holiday.pk}/end/")
    assert market.holidays.count() == 0


def test_ten_more_of_everything_cost_no_query(
    browser: Client, market: Community, niran: User
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/my-community/").status_code == 200
        return len(asked)

    make_seller("first", communities=[market])
    make_holiday(market, 1, 1, by=niran)
    count()
    before = count()

    for number in range(10):
        make_seller(f"seller-{number}", communities=[market])
        make_holiday(market, number + 3, number + 3, by=niran)
        make_community(f"market-{number}", manager=niran)
        Membership.objects.create(
            community=market, user=User.objects.create(email=f"{number}@example.org")
        )

    assert count() == before

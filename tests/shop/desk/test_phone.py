"""What the desk keeps on a telephone says nothing of anybody; what is sent is told where it led."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.people.models import User
from community.sellers.models import Seller
from shop.uploads.models import Upload
from tests.cast import join_team, make_listing, make_seller
from tests.shop.listings.pictures import picture_file

pytestmark = pytest.mark.django_db
ME = "/desk/phone/me/"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.force_login(mali)
    return client


@pytest.mark.parametrize("path", ["/desk/phone/", "/desk/phone/th/", "/desk/phone/en/"])
def test_the_page_that_is_kept_is_the_same_for_everybody(desk: Client, path: str) -> None:
    hers, nobodys = desk.get(path), Client().get(path)

    assert hers.content == nobodys.content
    assert "csrfmiddlewaretoken" not in hers.content.decode()
    assert "private" not in hers.headers["Cache-Control"]
    assert "Set-Cookie" not in nobodys.headers


def test_the_worker_reaches_the_desk_alone_and_keeps_no_page_of_a_person(desk: Client) -> None:
    answer = desk.get("/desk/sw.js")

    script = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer.headers
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
    }
    assert '"pages": {"th": "/desk/phone/th/", "en": "/desk/phone/en/"}' in script
    assert script == Client().get("/desk/sw.js").content.decode()


def test_two_people_have_two_marks_and_one_keeps_hers(
    desk: Client, malis_shop: Seller, krit: User
) -> None:
    join_team(malis_shop, krit)
    other = Client()
    other.force_login(krit)

    marks = [one.get(ME).json()["owner"] for one in (desk, desk, other)]

    assert marks[0] == marks[1] != marks[2]
    assert len(marks[0]) == 24


def test_it_is_told_what_may_be_sold_at_the_stall(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    make_listing(make_seller("kham"), slug="clay-cup")

    answer = desk.get(ME)

    (thing,) = answer.json()["things"]
    assert thing["name"] == "ผ้าเช็ดหน้าฝ้าย"
    assert thing["action"] == f"/desk/stock/{listing.variants.get().pk}/sold/"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_it_asks_as_much_for_many_things(desk: Client, malis_shop: Seller) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(ME)
        return len(queries)

    make_listing(malis_shop, slug="first")
    desk.get(ME)
    few = asked()
    for number in range(10):
        make_listing(malis_shop, slug=f"cup-{number}")

    assert asked() == few


def test_the_script_is_told_where_its_form_has_led(desk: Client) -> None:
    answer = desk.post("/desk/switch/", {"seller": "mali"}, headers={"X-Talat-Outbox": "1"})

    assert answer.status_code == 200
    assert answer.json() == {"url": "/desk/", "is_login": False}


def test_the_script_is_told_that_nobody_is_logged_in() -> None:
    answer = Client().post("/desk/switch/", headers={"X-Talat-Outbox": "1"})

    assert answer.json() == {"url": "/account/login/?next=/desk/switch/", "is_login": True}


def test_a_photo_goes_on_where_the_line_dropped(desk: Client, mali: User) -> None:
    data, key = picture_file(), UUID(int=7)
    desk.post("/desk/uploads/", {"key": key, "size": len(data)})
    send = f"/desk/uploads/{key}/?offset="
    kind = "application/octet-stream"
    desk.post(f"{send}0", data[:50], content_type=kind)

    again = desk.post(f"{send}0", data[:50], content_type=kind)
    asked = desk.get(f"/desk/uploads/{key}/").json()
    rest = desk.post(f"{send}50", data[50:], content_type=kind)

    assert (again.status_code, again.json()["received"]) == (409, 50)
    assert asked == {"received": 50, "size": len(data), "state": "coming"}
    assert rest.json() == {"received": len(data), "size": len(data), "state": "kept"}


def test_what_is_no_photo_is_said(desk: Client) -> None:
    key = UUID(int=7)
    desk.post("/desk/uploads/", {"key": key, "size": 4})

    answer = desk.post(
        f"/desk/uploads/{key}/?offset=0", b"PK\3\4", content_type="application/octet-stream"
    )

    assert answer.json()["state"] == "refused"
    assert "ไฟล์" in answer.json()["error"]


@pytest.mark.parametrize("size", ["", "0", "x", "99999999999", "1e3"])
def test_a_size_that_no_photo_has_is_refused(desk: Client, size: str) -> None:
    answer = desk.post("/desk/uploads/", {"key": UUID(int=1), "size": size})

    assert answer.status_code == 422
    assert answer.json()["error"]


def test_somebody_elses_upload_is_not_there(desk: Client, somchai: User) -> None:
    Upload.objects.create(user=somchai, key=UUID(int=1), size=9)

    assert desk.get(f"/desk/uploads/{UUID(int=1)}/").status_code == 404

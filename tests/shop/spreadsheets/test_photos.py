"""Photos in a zip file go to the goods whose code they are named after."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import SettingsWrapper

from community.people.models import User
from community.tables.errors import Unreadable
from shop.spreadsheets.photo_bundles import bring_photos, take_in
from shop.spreadsheets.photo_names import codes_of
from tests.cast import make_listing, make_seller, seller_of

pytestmark = pytest.mark.django_db


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 200), colour).save(out, "JPEG")
    return out.getvalue()


def zipped(**files: bytes) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return SimpleUploadedFile("photos.zip", out.getvalue())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("LP-001.jpg", "lp-001"),
        ("LP-001-2.jpg", "lp-001"),
        ("lp-001 (3).JPG", "lp-001"),
        ("LP-001_2.jpeg", "lp-001"),
        ("photos/LP-001/back.jpg", "lp-001"),
    ],
)
def test_it_finds_the_code_in_a_name(name: str, code: str) -> None:
    assert code in codes_of(name)


def test_each_photo_goes_to_its_goods_once(
    mali: User, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    listing = make_listing(seller_of(mali), sku="LP-001")
    files = {
        "LP-001.jpg": picture("red"),
        "LP-001-2.jpg": picture("blue"),
        "LP-999.jpg": picture("green"),
        "LP-001-3.jpg": b"not a photo",
        "__MACOSX/._LP-001.jpg": b"x",
    }
    bundle = bring_photos(zipped(**files), seller_of(mali), mali)

    assert take_in(bundle.pk) == 2
    assert take_in(bundle.pk) == 0

    bundle.refresh_from_db()
    assert listing.photos.count() == 2
    assert {one["name"]: one["problem"] for one in bundle.photos} == {
        "LP-001.jpg": "",
        "LP-001-2.jpg": "",
        "LP-001-3.jpg": "photo_broken",
        "LP-999.jpg": "photo_of_nothing",
    }
    assert bytes(bundle.data) == b""


def test_another_sellers_goods_take_no_photo(mali: User, krit: User) -> None:
    make_listing(make_seller("krit", owner=krit), sku="LP-001")

    bundle = bring_photos(zipped(**{"LP-001.jpg": picture("red")}), seller_of(mali), mali)

    assert bundle.photos[0]["problem"] == "photo_of_nothing"


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04"])
def test_it_refuses_what_is_no_zip(mali: User, data: bytes) -> None:
    with pytest.raises(Unreadable):
        bring_photos(SimpleUploadedFile("a.zip", data), seller_of(mali), mali)


def test_it_refuses_a_bomb(mali: User) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LP-001.jpg", bytes(61 * 1024 * 1024))
    with pytest.raises(Unreadable):
        bring_photos(SimpleUploadedFile("a.zip", out.getvalue()), seller_of(mali), mali)

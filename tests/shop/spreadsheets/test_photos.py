"""Photos in a zip file go to the goods whose code they are named after."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from community.people.models import User
from community.tables.errors import Unreadable
from shop.listings import drawing
from shop.spreadsheets import photo_taking
from shop.spreadsheets.models import PhotoBundle
from shop.spreadsheets.photo_bundles import TOO_MANY, bring_photos
from shop.spreadsheets.photo_names import codes_of
from shop.spreadsheets.photo_taking import give_up, sweep, take_in
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


def test_each_photo_goes_to_its_goods_once(mali: User, settings: Any, tmp_path: Path) -> None:
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


def busy_from(call: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the room for pictures be full from so many of them on."""
    calls: list[bytes] = []
    real = photo_taking.keep_original

    def keep(data: bytes) -> str:
        calls.append(data)
        if len(calls) >= call:
            raise drawing.Busy
        return real(data)

    monkeypatch.setattr(photo_taking, "keep_original", keep)


def two_photos(mali: User, settings: Any, tmp_path: Path) -> PhotoBundle:
    settings.MEDIA_ROOT = tmp_path
    make_listing(seller_of(mali), sku="LP-001")
    files = {"LP-001.jpg": picture("red"), "LP-001-2.jpg": picture("blue")}
    return bring_photos(zipped(**files), seller_of(mali), mali)


def problems(bundle: PhotoBundle) -> list[str]:
    bundle.refresh_from_db()
    return [one["problem"] for one in bundle.photos]


def test_what_was_taken_in_is_known_when_the_room_is_full(
    mali: User, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = two_photos(mali, settings, tmp_path)

    with monkeypatch.context() as patched:
        busy_from(2, patched)
        with pytest.raises(drawing.Busy):
            take_in(bundle.pk)
    bundle.refresh_from_db()
    assert [one.get("taken", False) for one in bundle.photos] == [True, False]
    added = take_in(bundle.pk)

    assert added == 1
    assert problems(bundle) == ["", ""]
    assert bundle.state == PhotoBundle.State.DONE


def test_what_is_left_after_the_last_try_is_said(
    mali: User, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = two_photos(mali, settings, tmp_path)
    busy_from(2, monkeypatch)

    with pytest.raises(drawing.Busy):
        take_in(bundle.pk)
    give_up(bundle.pk)

    assert problems(bundle) == ["", "photo_busy"]
    assert (bundle.state, bytes(bundle.data)) == (PhotoBundle.State.FAILED, b"")


def test_photos_that_nobody_took_in_are_given_up_and_old_ones_forgotten(
    mali: User, settings: Any, tmp_path: Path
) -> None:
    bundle = two_photos(mali, settings, tmp_path)

    sweep()
    assert problems(bundle) == ["", ""]
    PhotoBundle.objects.update(created_at=timezone.now() - timedelta(days=2))
    sweep()
    assert problems(bundle) == ["photo_busy", "photo_busy"]
    PhotoBundle.objects.update(created_at=timezone.now() - timedelta(days=31))
    sweep()

    assert not PhotoBundle.objects.exists()


def test_a_way_out_of_the_archive_is_a_name_and_nothing_more(mali: User) -> None:
    listing = make_listing(seller_of(mali), sku="LP-001")

    files = {"../../LP-001.jpg": picture("red"), "x" * 400 + "/LP-001-2.jpg": b""}
    bundle = bring_photos(zipped(**files), seller_of(mali), mali)

    assert [(one["listing"], one["problem"]) for one in bundle.photos] == [
        (listing.pk, ""),
        (listing.pk, "photo_name_long"),
    ]


def test_it_counts_the_files_before_it_lists_them(
    mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{number}.jpg": b"" for number in range(700)}
    upload = zipped(**files)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _archive: pytest.fail("it was listed"))

    with pytest.raises(Unreadable) as refused:
        bring_photos(upload, seller_of(mali), mali)

    assert refused.value.messages == [str(TOO_MANY)]

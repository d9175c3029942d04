"""A photo comes in parts, in turn, once; and what comes is kept without its metadata."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from PIL import Image

from community.people.models import User
from shop.uploads import files, receiving
from shop.uploads.models import Upload
from shop.uploads.receiving import begin, look_at, receive
from tests.community.private.files import HEIC
from tests.shop.listings.pictures import picture_file

KEY = UUID(int=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def from_a_telephone(kind: str = "JPEG") -> bytes:
    """Return a picture that says where it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    exif.get_ifd(0x8825)[2] = (18.0, 47.0, 13.0)
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(file, kind, exif=exif)
    return file.getvalue()


def send(user: User, data: bytes, key: UUID = KEY) -> Upload:
    upload = begin(user, key, len(data))
    for start in range(0, len(data), 1000):
        upload = receive(upload.pk, start, data[start : start + 1000])
    return look_at(upload)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_is_kept_upright_and_says_no_place(mali: User, media: Path, kind: str) -> None:
    upload = send(mali, from_a_telephone(kind))

    kept = Image.open(media / "originals" / upload.photo_key)
    assert upload.state == Upload.State.KEPT
    assert kept.size == (300, 400)
    assert not kept.getexif()
    assert "exif" not in kept.info
    assert list(files.unfinished()) == []


def test_heic_is_kept_as_a_jpeg(mali: User, media: Path) -> None:
    upload = send(mali, HEIC)

    kept = Image.open(media / "originals" / upload.photo_key)
    assert (upload.state, kept.format, kept.size) == (Upload.State.KEPT, "JPEG", (64, 48))


def test_it_goes_on_where_it_stopped(mali: User) -> None:
    data = picture_file(colour="blue")
    upload = begin(mali, KEY, len(data))
    receive(upload.pk, 0, data[:100])

    again = begin(mali, KEY, len(data))
    whole = look_at(receive(again.pk, again.received, data[100:]))

    assert (again.pk, again.received) == (upload.pk, 100)
    assert whole.state == Upload.State.KEPT


@pytest.mark.parametrize("offset", [0, 99, 101])
def test_a_part_out_of_turn_changes_nothing(mali: User, offset: int) -> None:
    upload = begin(mali, KEY, 500)
    receive(upload.pk, 0, b"a" * 100)

    with pytest.raises(receiving.WrongOffset) as refusal:
        receive(upload.pk, offset, b"b" * 100)

    assert refusal.value.received == 100
    assert files.read_whole(upload) == b"a" * 100


def test_what_was_written_before_a_crash_is_written_again(mali: User) -> None:
    upload = begin(mali, KEY, 200)
    receive(upload.pk, 0, b"a" * 100)
    files.write_part(upload, 100, b"lost its row")

    receive(upload.pk, 100, b"b" * 50)

    assert files.read_whole(upload) == b"a" * 100 + b"b" * 50


def test_what_is_no_photo_is_refused_and_forgotten(mali: User, media: Path) -> None:
    upload = send(mali, b"<svg onload=alert(1)>" * 100)

    assert (upload.state, upload.photo_key) == (Upload.State.REFUSED, "")
    assert list(files.unfinished()) == []
    assert not (media / "originals").exists()


@pytest.mark.parametrize("size", [0, -1, 20 * 1024 * 1024 + 1])
def test_a_size_that_no_photo_has_is_refused(mali: User, size: int) -> None:
    with pytest.raises(receiving.WrongSize):
        begin(mali, KEY, size)


def test_more_than_was_announced_is_refused(mali: User) -> None:
    upload = begin(mali, KEY, 10)

    with pytest.raises(receiving.WrongSize):
        receive(upload.pk, 0, b"a" * 11)

    assert list(files.unfinished()) == []


def test_a_part_larger_than_a_part_is_refused(mali: User) -> None:
    upload = begin(mali, KEY, 1024 * 1024)

    with pytest.raises(receiving.WrongSize):
        receive(upload.pk, 0, b"a" * (receiving.PART_BYTES + 1))


def test_nobody_fills_the_disk_with_what_is_begun(mali: User, somchai: User) -> None:
    for number in range(5):
        begin(mali, UUID(int=number), 20 * 1024 * 1024)

    with pytest.raises(receiving.TooManyOpen):
        begin(mali, UUID(int=9), 1)

    assert begin(somchai, UUID(int=9), 1).size == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_part_sent_twice_at_once_is_written_once(mali: User) -> None:
    upload = begin(mali, KEY, 1000)
    start = Barrier(2)

    def one(_number: int) -> str:
        start.wait()
        try:
            return str(receive(upload.pk, 0, b"a" * 400).received)
        except receiving.WrongOffset as refusal:
            return f"refused at {refusal.received}"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as lines:
        answers = sorted(lines.map(one, range(2)))

    assert answers == ["400", "refused at 400"]
    assert Upload.objects.get().received == 400

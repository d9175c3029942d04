import io
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from PIL import Image

from community.private import looking
from shop.listings import drawing
from tests.community.private.files import HEIC
from tests.shop.listings.pictures import cut_out_file, opened, picture_file

TONE = "#f3e3ea"
TONE_RGB = (0xF3, 0xE3, 0xEA)


def test_a_cut_out_lies_in_the_middle_of_its_ground() -> None:
    picture = drawing.read_picture(cut_out_file())

    drawn = drawing.square(picture, 320, TONE)

    assert drawn.size == (320, 320)
    assert drawn.getpixel((5, 5)) == TONE_RGB
    assert drawn.getpixel((40, 160)) == TONE_RGB
    assert drawn.getpixel((60, 160)) == (200, 30, 30)
    assert drawn.getpixel((160, 160)) == (200, 30, 30)


def test_a_photograph_is_cut_to_its_middle() -> None:
    wide = Image.new("RGB", (900, 300), (0, 0, 255))
    wide.paste((255, 0, 0), (300, 0, 600, 300))

    drawn = drawing.square(wide, 160)

    assert {drawn.getpixel((x, 80)) for x in (1, 80, 158)} == {(255, 0, 0)}


@pytest.mark.parametrize(
    ("data", "widths"),
    [
        (cut_out_file(256), [160, 320, 640]),
        (picture_file((600, 400)), [160, 320, 640]),
        (picture_file((1200, 900)), [160, 320, 640, 1280]),
        (picture_file((100, 100)), [160]),
        (picture_file((20, 20)), [160]),
    ],
)
def test_nothing_is_enlarged_more_than_twice(data: bytes, widths: list[int]) -> None:
    assert drawing.widths_for(drawing.read_picture(data)) == widths


def test_each_format_is_what_it_says_and_carries_no_metadata() -> None:
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    picture = drawing.read_picture(picture_file(kind="JPEG", exif=exif))

    files = dict(drawing.encoded(drawing.square(picture, 160)))

    kinds = {extension: opened(io.BytesIO(data)) for extension, data in files.items()}
    assert {extension: kind.format for extension, kind in kinds.items()} == {
        "avif": "AVIF",
        "webp": "WEBP",
        "jpg": "JPEG",
    }
    assert all(not kind.getexif() for kind in kinds.values())
    assert all(b"where it was taken" not in data for data in files.values())


def test_a_picture_taken_sideways_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn clockwise to view
    data = picture_file((400, 200), kind="JPEG", exif=exif)

    assert drawing.read_picture(data).size == (200, 400)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture_file()[:-200],
        picture_file(kind="GIF"),
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    ],
    ids=["empty", "text", "svg", "cut short", "another format", "a head without a body"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(drawing.BrokenPicture):
        drawing.read_picture(data)


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    small_file_of_many_pixels = picture_file((8000, 5001), 0, mode="1")

    assert len(small_file_of_many_pixels) < 100_000
    with pytest.raises(drawing.BrokenPicture, match="pixels"):
        drawing.read_picture(small_file_of_many_pixels)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_BYTES", 100)

    with pytest.raises(drawing.BrokenPicture):
        drawing.read_picture(picture_file())


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a" / "160.jpg"

    drawing.write_whole(target, b"old")
    drawing.write_whole(target, b"new")

    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["160.jpg"]


def test_nothing_is_decoded_in_our_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture_file(kind="PNG")
    monkeypatch.setattr(Image, "open", None)

    drawing.check_picture(data)

    assert drawing.read_picture(data).getpixel((300, 200)) == (200, 30, 30)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_of_a_large_picture_come_no_more_pixels_than_are_drawn(kind: str) -> None:
    picture = drawing.read_picture(picture_file((4000, 3000), kind=kind))

    assert picture.size == (2000, 1500)
    assert drawing.widths_for(picture) == [160, 320, 640, 1280]


def test_a_photo_of_an_iphone_is_read() -> None:
    assert drawing.read_picture(HEIC).mode == "RGB"


def test_a_pdf_is_no_picture() -> None:
    with pytest.raises(drawing.BrokenPicture):
        drawing.check_picture(b"%PDF-1.4\n%%EOF")


def test_a_full_house_is_no_broken_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_places", BoundedSemaphore(1))
    monkeypatch.setattr("community.private.limits.SECONDS", 0)
    looking._places.acquire()

    with pytest.raises(drawing.Busy):
        drawing.check_picture(picture_file())

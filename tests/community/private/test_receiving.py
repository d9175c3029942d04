"""What is kept of a file that somebody sent."""

from __future__ import annotations

import hashlib
import io
import stat
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image

from community.private import limits, storing
from community.private.crypto import Unreadable
from community.private.models import Paper
from community.private.receiving import Unacceptable, receive_paper
from tests.cast import make_user
from tests.community.private.files import BLUE, HEIC, RED, pdf, picture, upload

pytestmark = pytest.mark.django_db


def received(data: bytes, name: str = "photo.jpg", claimed: str = "image/jpeg") -> Paper:
    mali = make_user("mali@example.org", name="มะลิ")
    return receive_paper(upload(data, name, claimed), owner=mali, brought_by=mali)


def kept(paper: Paper, name: str = "kept") -> Image.Image:
    return Image.open(io.BytesIO(storing.read(paper.key, name)))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    "data",
    [
        picture("JPEG"),
        picture("PNG"),
        picture("WEBP"),
        picture("PNG", mode="P"),
        picture("JPEG", mode="CMYK"),
        picture("JPEG", progressive=True),
    ],
)
def test_a_picture_is_kept_as_a_jpeg_of_ours(data: bytes) -> None:
    paper = received(data, "whatever.bin", "application/octet-stream")

    drawn = kept(paper)
    assert (paper.kind, paper.pages) == (Paper.Kind.IMAGE, 1)
    assert (drawn.format, drawn.size) == ("JPEG", (300, 200))
    assert near(drawn.getpixel((30, 100)), BLUE)
    assert near(drawn.getpixel((270, 100)), RED)
    raw = storing.read(paper.key, "kept")
    assert paper.size_bytes == len(raw)
    assert paper.digest == hashlib.sha256(raw).hexdigest()


def test_a_picture_of_an_iphone_is_converted() -> None:
    paper = received(HEIC, "IMG_0001.HEIC", "image/heic")

    drawn = kept(paper)
    assert (drawn.format, drawn.size) == ("JPEG", (64, 48))
    assert near(drawn.getpixel((8, 24)), BLUE)
    assert near(drawn.getpixel((56, 24)), RED)


def test_a_transparent_picture_lies_on_white_paper() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(file, "PNG")

    paper = received(file.getvalue())

    assert kept(paper).getpixel((20, 20)) == (255, 255, 255)


def test_sixteen_bits_of_grey_stay_grey() -> None:
    file = io.BytesIO()
    Image.new("I;16", (40, 40), 128 * 256).save(file, "PNG")

    paper = received(file.getvalue())

    assert near(kept(paper).getpixel((20, 20)), (128, 128, 128))


def test_a_picture_is_turned_upright_and_loses_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "บ้านของมะลิ"
    exif.get_ifd(0x8825)[1] = "N"

    paper = received(picture("JPEG", exif=exif, comment=b"secret", icc_profile=b"x" * 40))

    drawn = kept(paper)
    assert drawn.size == (200, 300)
    assert near(drawn.getpixel((100, 30)), BLUE)
    assert not drawn.getexif()
    assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_large_picture_is_drawn_smaller() -> None:
    paper = received(picture("JPEG", size=(4000, 3000)))

    assert kept(paper).size == (2400, 1800)
    assert kept(paper, "page-1").size == (2400, 1800)
    assert kept(paper, "page-1-small").size == (640, 480)


def test_a_pdf_is_kept_as_it_came_and_its_pages_are_drawn() -> None:
    data = pdf(pages=3)

    paper = received(data, "สมุดบัญชี.pdf", "application/pdf")

    assert (paper.kind, paper.pages, paper.name) == (Paper.Kind.PDF, 3, "สมุดบัญชี.pdf")
    assert storing.read(paper.key, "kept") == data
    assert kept(paper, "page-3").size == (1696, 2400)
    assert kept(paper, "page-3-small").format == "JPEG"


def test_it_remembers_whose_it_is_and_who_brought_it() -> None:
    mali, dao = make_user("mali@example.org"), make_user("dao@example.org")

    paper = receive_paper(upload(picture()), owner=mali, brought_by=dao)

    assert (paper.owner, paper.brought_by) == (mali, dao)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("บัตร\u202egpj.exe", "บัตรgpj.exe"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie: x.jpg"),
        ("ก" * 300 + ".jpg", "ก" * 120),
    ],
)
def test_a_name_is_a_word_and_no_path(name: str, shown: str, private_root: Path) -> None:
    paper = received(picture(), name)

    assert paper.name == shown
    folder = private_root / "papers" / str(paper.key)[:2] / str(paper.key)
    assert {path.name for path in folder.iterdir()} == {"kept", "page-1", "page-1-small"}


def test_files_are_sealed_and_for_us_alone(private_root: Path) -> None:
    received(pdf(pages=2), "a.pdf")

    files = [path for path in private_root.rglob("*") if path.is_file()]
    assert len(files) == 5
    for path in files:
        data = path.read_bytes()
        assert data.startswith(b"dev:")
        assert b"%PDF" not in data
        assert b"JFIF" not in data
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_does_not_open_in_another_papers_folder(private_root: Path) -> None:
    one = received(picture())
    other = receive_paper(upload(picture()), owner=one.owner, brought_by=one.owner)

    (storing.folder_of(one.key) / "kept").replace(storing.folder_of(other.key) / "kept")

    with pytest.raises(Unreadable):
        storing.read(other.key, "kept")


def test_the_same_picture_twice_is_sealed_differently() -> None:
    one = received(picture())
    other = receive_paper(upload(picture()), owner=one.owner, brought_by=one.owner)

    assert one.digest == other.digest
    sealed = {(storing.folder_of(paper.key) / "kept").read_bytes() for paper in (one, other)}
    assert len(sealed) == 2


def test_one_person_sends_so_many_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_A_DAY", 1)
    paper = received(picture())

    with pytest.raises(Unacceptable) as refused:
        receive_paper(upload(picture()), owner=paper.owner, brought_by=paper.owner)

    assert refused.value.code == "many"
    assert Paper.objects.count() == 1


def test_a_refused_file_leaves_nothing(private_root: Path) -> None:
    with pytest.raises(Unacceptable):
        received(b"GIF89a")

    assert not Paper.objects.exists()
    assert not private_root.exists()


def test_a_file_whose_row_is_rolled_back_has_no_paper(private_root: Path) -> None:
    with transaction.atomic():
        received(picture())
        transaction.set_rollback(True)

    assert not Paper.objects.exists()
    assert len(list(private_root.rglob("kept"))) == 1

"""Of a file that is too large nothing is kept; its form comes back with what was typed."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override

from community.people.models import User
from community.private.paper_field import PaperField
from community.private.receiving import Unacceptable
from community.private.uploading import TooLarge, TooMuch
from tests.community.private.files import picture

BOUNDARY = b"paper-boundary"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


class BankBookForm(forms.Form):
    paper = PaperField()
    note = forms.CharField()


class Body(io.RawIOBase):
    """A form with a file of so many bytes, made while it is read."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts = self._parts(head, size, tail)
        self.length = len(head) + size + len(tail)
        self.rest = b""
        self.read_bytes = 0

    @staticmethod
    def _parts(head: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        block = b"\xff\xd8\xff\xe0" + b"\0" * (64 * 1024 - 4)
        for start in range(0, size, len(block)):
            yield block[: size - start]
        yield tail

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (part := next(self.parts, b"")):
            self.rest += part
        taken, self.rest = self.rest[:size], self.rest[size:]
        self.read_bytes += len(taken)
        return taken


def field(name: str, text: str, filename: str = "") -> bytes:
    extra = f'; filename="{filename}"\r\nContent-Type: image/jpeg' if filename else ""
    return (
        b"--"
        + BOUNDARY
        + f'\r\nContent-Disposition: form-data; name="{name}"{extra}'.encode()
        + b"\r\n\r\n"
        + text.encode()
    )


def sent(size: int, said: int = 0) -> tuple[HttpRequest, Body]:
    tail = b"\r\n" + field("note", "สมุดบัญชี") + b"\r\n--" + BOUNDARY + b"--\r\n"
    body = Body(field("paper", "", "big.jpg"), size, tail)
    environ: dict[str, Any] = {
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY.decode()}",
        "CONTENT_LENGTH": str(said or body.length),
        "wsgi.input": body,
    }
    request = RequestFactory().generic("POST", "/", **environ)
    request.user = User()
    return request, body


def bound(request: HttpRequest) -> BankBookForm:
    return BankBookForm(request.POST, request.FILES)


def test_a_photo_of_100_megabytes_gets_a_sentence_and_no_memory() -> None:
    request, body = sent(100 * 2**20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    form = bound(request)

    assert form.errors["paper"] == [
        "The file is larger than 10 MB. Take a photo of the paper and send that."
    ]
    assert form["note"].value() == "สมุดบัญชี"
    assert isinstance(request.FILES["paper"], TooLarge)
    assert request.FILES["paper"].size == 100 * 2**20
    assert body.read_bytes == body.length
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kb < 60 * 1024


def test_a_request_out_of_all_proportion_is_not_read() -> None:
    request, body = sent(1, said=10**9)

    with pytest.raises(RequestDataTooBig):
        bound(request)

    assert body.read_bytes == 0


def test_eleven_megabytes_are_one_too_many() -> None:
    request, _body = sent(11 * 2**20)

    assert bound(request).errors.as_data()["paper"][0].code == "large"


@pytest.mark.django_db
def test_what_is_small_enough_stays_in_memory(settings: Any) -> None:
    request, _body = sent(9 * 2**20)

    form = bound(request)

    assert isinstance(request.FILES["paper"], InMemoryUploadedFile)
    assert form.errors.as_data()["paper"][0].code == "broken"


def several(*sizes: int) -> HttpRequest:
    """Return a request with so many files of those sizes."""
    parts = [field("papers", "", f"{n}.jpg") + b"\0" * size for n, size in enumerate(sizes)]
    body = b"\r\n".join([*parts, field("note", "x"), b"--" + BOUNDARY + b"--\r\n"])
    content_type = f"multipart/form-data; boundary={BOUNDARY.decode()}"
    request: HttpRequest = RequestFactory().post("/", body, content_type=content_type)
    request.user = User()
    return request


def test_three_photos_of_nine_megabytes_never_touch_the_disk(tmp_path: Any, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "gone")  # a file in it would be a 500

    files = several(9 * 2**20, 9 * 2**20, 9 * 2**20).FILES.getlist("papers")

    assert [type(file) for file in files] == [InMemoryUploadedFile] * 3
    assert [len(file.read()) for file in files] == [9 * 2**20] * 3


def test_of_one_request_no_more_is_kept_than_there_is_room(settings: Any) -> None:
    settings.UPLOAD_KEPT_AT_MOST_BYTES = 2**20

    files = several(900_000, 900_000, 100_000).FILES.getlist("papers")

    kinds = [type(file) for file in files]
    assert kinds == [InMemoryUploadedFile, TooMuch, InMemoryUploadedFile]
    with pytest.raises(Unacceptable) as refused:
        PaperField().clean(files[1])
    assert refused.value.messages == [
        "These files are too large to be sent together. Send one or two at a time."
    ]


def test_of_a_stranger_no_file_is_read() -> None:
    request, body = sent(3 * 2**20)
    request.user = AnonymousUser()

    with pytest.raises(RequestDataTooBig):
        bound(request)

    assert body.read_bytes == 0


@pytest.mark.parametrize(("who", "status"), [("somchai", 403), ("", 400)])
def test_a_stranger_is_told_apart_before_the_form_is_read(
    somchai: User, who: str, status: int
) -> None:
    browser = Client(enforce_csrf_checks=True)  # the form is read for its token first of all
    browser.cookies["csrftoken"] = "a" * 32
    if who:
        browser.force_login(somchai)

    answer = browser.post("/basket/add/", {"paper": io.BytesIO(b"0" * 3 * 2**20)})

    assert answer.status_code == status


def test_it_says_what_to_do_in_one_sentence_or_two() -> None:
    files = {"paper": InMemoryUploadedFile(io.BytesIO(b"PK"), "paper", "a.jpg", None, 2, None)}

    form = BankBookForm({"note": "x"}, files)

    assert form.errors == {
        "paper": ["Only photos (JPEG, PNG, WebP, HEIC) and PDF. Take a photo of the paper."]
    }


def test_nothing_chosen_is_said_kindly() -> None:
    assert BankBookForm({"note": "x"}, {}).errors == {"paper": ["Choose a photo or a PDF."]}


def test_what_is_not_a_file_is_no_file() -> None:
    form = BankBookForm({"note": "x", "paper": "a"}, {})

    assert form.errors == {"paper": ["Choose a photo or a PDF."]}


def test_a_good_photo_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture()
    file = InMemoryUploadedFile(io.BytesIO(data), "paper", "a.jpg", None, len(data), None)
    form = BankBookForm({"note": "x"}, {"paper": file})
    assert form.is_valid()

    monkeypatch.setattr("community.private.looking.draw", None)

    assert form.cleaned_data["paper"].seen.format == "JPEG"
    assert 'accept="image/jpeg' in str(form["paper"])


def test_it_may_be_left_out_where_the_form_says_so() -> None:
    assert PaperField(required=False).clean(None) is None

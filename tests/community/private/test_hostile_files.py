"""A stranger's file is refused with a word for why, or leaves only a picture of ours."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from community.private import limits, looking
from community.private.refusals import SENTENCES
from tests.community.private.hostile import DRAWN_ANEW, REFUSED, TRACES, many_streams


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(DRAWN_ANEW) >= 40


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(name: str) -> None:
    made, reason = REFUSED[name]

    with pytest.raises(looking.NotDrawn) as refused:
        looking.draw(made())

    assert refused.value.reason == reason
    assert reason in SENTENCES


@pytest.mark.parametrize("name", DRAWN_ANEW)
def test_only_the_picture_is_left(name: str) -> None:
    drawn = looking.draw(DRAWN_ANEW[name]())

    (page,) = drawn.pages
    for data in (page.large, page.small):
        assert Image.open(io.BytesIO(data)).format == "JPEG"
        assert not [trace for trace in TRACES if trace in data]


def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 3)
    started = time.monotonic()

    with pytest.raises(looking.NotDrawn) as refused:
        looking.draw(many_streams())

    assert refused.value.reason in {"heavy", "broken"}
    assert time.monotonic() - started < 8


def test_one_that_wants_all_the_memory_falls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMORY_MB", 160)
    huge = io.BytesIO()
    Image.new("RGB", (7700, 5100)).save(huge, "PNG")

    with pytest.raises(looking.NotDrawn) as refused:
        looking.draw(huge.getvalue())

    assert refused.value.reason == "heavy"


def test_when_many_come_at_once_the_last_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0)
    for _ in range(limits.AT_ONCE):
        looking._places.acquire()

    try:
        with pytest.raises(looking.NotDrawn) as refused:
            looking.draw(b"\xff\xd8\xff\xe0")
    finally:
        for _ in range(limits.AT_ONCE):
            looking._places.release()

    assert refused.value.reason == "busy"

"""Every notice that any room brings can be drawn, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from community.channels.wording import plain_text

NOTICES = sorted((Path(settings.BASE_DIR) / "templates" / "notices").glob("*.txt"))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_notice_begins_with_its_subject(path: Path, language: str) -> None:
    with translation.override(language):
        facts = {"until": "2026-12-31", "last_day": "2026-12-31", "powers": ""}
        subject = plain_text(f"notices/{path.name}", **facts).partition("\n")[0]

    assert subject.strip()
    assert "{" not in subject


def test_names_stay_as_they_are_written() -> None:
    drawn = plain_text("codes/code.txt", code="123456", site_name="A & B's")

    assert "A & B's" in drawn

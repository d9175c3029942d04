"""A value that cannot be read stops the start with a sentence that names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import settings


def test_a_value_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("ความลับ\n", encoding="utf-8")
    monkeypatch.setenv("VALUE", "not this one")
    monkeypatch.setenv("VALUE_FILE", str(tmp_path / "secret"))

    assert settings.env("VALUE") == "ความลับ"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv("VALUE_FILE", str(tmp_path / "secret"))

    with pytest.raises(ImproperlyConfigured, match=r"^VALUE_FILE cannot be read: "):
        settings.env("VALUE")


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (lambda: settings.env_bool("VALUE", default=False), "maybe", "1 or 0, not 'maybe'"),
        (lambda: settings.env_int("VALUE", 1), "1.5", "a whole number, not '1.5'"),
    ],
)
def test_a_value_that_is_none_is_named(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], Any], value: str, sentence: str
) -> None:
    monkeypatch.setenv("VALUE", value)

    with pytest.raises(ImproperlyConfigured, match=f"^VALUE must be {sentence}"):
        read()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://talat:password@host:5432x/talat",
        "postgresql://talat:password@host:65536/talat",
        "postgresql://talat:password@/talat?host=/run/postgresql&port=many",
        "postgresql://talat:password@/talat?host=/run/postgresql&port=-1",
        "postgresql://talat:password@[::1/talat",
        "mysql://talat:password@host/talat",
        "postgresql://talat:password@host/",
    ],
)
def test_a_wrong_database_is_named_and_its_password_is_not(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL must look like") as refused:
        settings.env_database("DATABASE_URL")

    assert "password" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql://talat@host:5433/talat", "host", "5433"),
        ("postgresql://talat@host/talat", "host", ""),
        ("postgres://talat@/talat?host=/run/postgresql&port=5433", "/run/postgresql", "5433"),
    ],
)
def test_a_database_is_read_from_its_address(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    found = settings.env_database("DATABASE_URL")

    assert (found["NAME"], found["HOST"], found["PORT"]) == ("talat", host, port)

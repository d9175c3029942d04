"""What the database must be before the first request (values: test_production_settings.py)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import ConnectionHandler, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from community.people.models import User
from config import checks
from config.checks import check_demo_accounts, check_thai_trigrams
from config.settings import env_database
from shop.listings.demo.people import ACCOUNTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def production(settings: Any) -> None:
    settings.DEVELOPMENT = False


def ids(found: list[Any]) -> list[str | None]:
    return [finding.id for finding in found]


def other_database(url: str) -> BaseDatabaseWrapper:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTHER_DATABASE", url)
        return ConnectionHandler({"default": env_database("OTHER_DATABASE")})["default"]


def address(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@pytest.fixture
def deaf_to_thai() -> Iterator[BaseDatabaseWrapper]:
    """A database whose lc_ctype knows no letters but English ones."""
    name = f"{connection.settings_dict['NAME']}_deaf"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        other = other_database(address(name))
        try:
            yield other
        finally:
            other.close()
            server.execute(f"DROP DATABASE {name}")


@pytest.mark.parametrize("email", sorted(ACCOUNTS))
def test_a_demo_account_that_can_sign_in_is_found(production: None, email: str) -> None:
    account = User.objects.create_user(email=email, password="whatever it is")
    assert ids(check_demo_accounts(None)) == ["talat.E008"]

    User.objects.filter(pk=account.pk).update(is_active=False)

    assert check_demo_accounts(None) == []


def test_other_accounts_are_nobodys_business(production: None, somchai: User, anan: User) -> None:
    assert check_demo_accounts(None) == []


def test_demo_accounts_are_welcome_in_development() -> None:
    User.objects.create_user(email="staff@example.org", password="whatever it is")

    assert check_demo_accounts(None) == []


def test_a_database_that_does_not_answer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = other_database("postgresql://talat@127.0.0.1:1/talat")
    assert check_thai_trigrams(None) == []

    monkeypatch.setattr(checks, "connection", dead)

    assert ids(check_thai_trigrams(None)) == ["talat.E020"]


def test_a_database_that_knows_no_thai_is_found(
    deaf_to_thai: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "connection", deaf_to_thai)
    assert check_thai_trigrams(None) == []  # before the first migration

    with deaf_to_thai.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")

    assert ids(check_thai_trigrams(None)) == ["talat.E021"]


@pytest.mark.parametrize("served", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_papers_may_not_lie_where_files_are_served(
    settings: Any, tmp_path: Path, served: str
) -> None:
    setattr(settings, served, tmp_path)

    for place in (tmp_path, tmp_path / "private", tmp_path / "a" / ".." / "b"):
        settings.PRIVATE_ROOT = place
        assert ids(checks.check_private_root(None)) == ["talat.E012"]


def test_papers_may_lie_beside_them(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "media-private"

    assert checks.check_private_root(None) == []

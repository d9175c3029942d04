"""The office's page of the audit log."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from community.audit import reading
from community.audit.recording import record
from community.people.models import User
from tests.cast import make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def anan(client: Client) -> User:
    staff = make_staff()
    client.force_login(staff)
    client.cookies["talat_language"] = "en"
    return staff


def page(client: Client, **asked: str) -> str:
    answer = client.get("/office/audit/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def told(anan: User) -> None:
    mali = make_user("mali@example.org", name="มะลิ", phone="+66810000001")
    dao = make_user("dao@example.org", name="ดาว")
    record(dao, "paper.opened", mali, owner=mali, page=2)
    record(mali, "paper.saved", dao)
    record(None, "order.shipped", anan)


def test_everything_is_there_newest_first(client: Client, told: None) -> None:
    seen = page(client)

    places = [seen.index(f"<b>{who}</b>") for who in ("The market", "มะลิ", "ดาว for มะลิ")]
    assert places == sorted(places)
    assert "page 2" in seen


@pytest.mark.parametrize("person", ["มะลิ", "mali@", "0810000001", "๐๘๑ ๐๐๐ ๐๐๐๑"])
def test_a_person_is_found_acting_or_helped(client: Client, told: None, person: str) -> None:
    seen = page(client, person=person)

    assert "<b>ดาว for มะลิ</b>" in seen
    assert "<b>มะลิ</b>" in seen
    assert "<b>The market</b>" not in seen


def test_a_verb_and_a_thing_narrow_it(client: Client, told: None, anan: User) -> None:
    assert page(client, verb="paper.saved").count("<tr>") == 2  # with the head
    assert page(client, target=f"people.user:{anan.pk}").count("<tr>") == 2
    assert page(client, verb="paper.saved", target="people.user").count("<tr>") == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "nobody"},
        {"person": "\x00'; --"},
        {"person": "%"},
        {"verb": "x"},
        {"target": "x:y:z"},
        {"target": "people.user:" + "9" * 90},
    ],
)
def test_what_fits_nothing_says_so(client: Client, told: None, asked: dict[str, str]) -> None:
    assert "Nothing fits" in page(client, **asked)


def test_older_lines_are_a_link_away(
    client: Client, told: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PER_PAGE", 2)

    seen = page(client, target="people.user")

    assert "?target=people.user&amp;before=" in seen
    assert page(client, before="1").count("<tr>") == 0


def test_a_longer_log_asks_no_more(
    client: Client, told: None, django_assert_num_queries: Any, anan: User
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as first:
        page(client)
    for _ in range(10):
        record(anan, "paper.opened", anan)

    with django_assert_num_queries(len(first)):
        page(client)

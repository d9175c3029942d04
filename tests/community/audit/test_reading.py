"""How acts read, and which ones are found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from community.audit import reading
from community.audit.models import Act
from community.audit.recording import record
from community.audit.words import every_verb, words_of
from community.people.models import User
from tests.cast import make_seller, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ")


@pytest.fixture
def dao() -> User:
    return make_user("dao@example.org", name="ดาว")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "<b>ดาว for มะลิ</b> · Opened a document"),
        ("th", "<b>ดาว ทำแทน มะลิ</b> · เปิดดูเอกสาร"),
    ],
)
def test_a_helpers_act_names_both(mali: User, dao: User, language: str, line: str) -> None:
    act = record(dao, "paper.opened", mali, owner=mali)

    with override(language):
        drawn = render_to_string("partials/acts.html", {"acts": [act]})

    assert line in drawn
    assert ("today" if language == "en" else "วันนี้") in drawn


def test_who_acts_alone_is_named_alone(mali: User) -> None:
    assert record(mali, "a.b", mali).who == "มะลิ"
    assert record(mali, "a.b", mali, owner=mali).who == "มะลิ"


def test_the_market_itself_has_a_name(mali: User) -> None:
    with override("en"):
        assert record(None, "a.b", mali).who == "The market"


def test_names_stay_as_they_were(mali: User, dao: User) -> None:
    record(dao, "a.b", mali, owner=mali)

    User.objects.update(name="Krit")

    with override("en"):
        assert Act.objects.get().who == "ดาว for มะลิ"


def test_a_verb_without_words_is_shown_as_it_is() -> None:
    assert words_of("no.such") == "no.such"


def test_verbs_are_sorted_as_they_read() -> None:
    with override("en"):
        words = [said for _verb, said in every_verb()]

    assert words == sorted(words)
    assert "Opened a document" in words


def test_acts_are_found_by_thing_seller_and_person(mali: User, dao: User) -> None:
    seller = make_seller(owner=mali)
    on_seller = record(mali, "a.b", seller, seller_id=seller.pk)
    helped = record(dao, "a.b", mali, owner=mali)
    own = record(dao, "a.b", dao)

    assert list(reading.acts_of_target(seller)) == [on_seller]
    assert list(reading.acts_of_seller(seller.pk)) == [on_seller]
    assert list(reading.acts_of_person(mali.pk)) == [helped, on_seller]
    assert list(reading.acts_of_person(dao.pk)) == [own, helped]
    assert list(reading.acts_while_helping(mali.pk)) == [helped]


def test_a_thing_is_named_by_its_type_and_number(mali: User) -> None:
    act = record(mali, "a.b", mali)
    everything = Act.objects.all()

    def found(target: str) -> list[Act]:
        return list(reading.acts_named(everything, target))

    assert found(act.target) == found("people.user") == found(" People.User ") == [act]
    assert act.target == f"people.user:{mali.pk}"
    for nothing in ("people", "people.user:0", "people.user:x", "people.user:๑", f"x:{'9' * 30}"):
        assert found(nothing) == []


def test_the_log_is_read_a_page_at_a_time(mali: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PER_PAGE", 2)
    acts = [record(mali, "a.b", mali) for _ in range(3)][::-1]

    first = reading.read_page(Act.objects.all())
    second = reading.read_page(Act.objects.all(), str(first.older))

    assert (first.acts, first.older) == (acts[:2], acts[1].pk)
    assert (second.acts, second.older) == (acts[2:], None)


@pytest.mark.parametrize("before", ["", "x", "-1", "๙", "9" * 40])
def test_a_page_that_is_no_number_is_the_first(mali: User, before: str) -> None:
    act = record(mali, "a.b", mali)

    assert reading.read_page(Act.objects.all(), before).acts == [act]


def test_one_page_is_one_query(mali: User, dao: User, django_assert_num_queries: Any) -> None:
    for _ in range(20):
        record(dao, "a.b", mali, owner=mali)

    with django_assert_num_queries(1):
        page = reading.read_page(Act.objects.all())
        render_to_string("partials/acts.html", {"acts": page.acts})


def test_times_are_the_databases(mali: User) -> None:
    act = record(mali, "a.b", mali)

    assert timezone.now() - act.at < timedelta(minutes=1)
    assert act.at > datetime(2026, 1, 1, tzinfo=UTC)

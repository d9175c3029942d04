from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.test import RequestFactory
from django.utils import timezone, translation

from community.channels.codes import CodeEnded, SmsFailed, TooSoon, WrongCode
from community.channels.codes import check_code as check
from community.channels.codes import send_code as send
from community.channels.models import OneTimeCode

pytestmark = pytest.mark.django_db
PHONE = "+66812345678"
GRANT = (PHONE, "grant", "grant:12")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    cache.clear()
    return tmp_path / "sms"


def last_text(folder: Path) -> str:
    return max(folder.iterdir()).read_text()


def last_code(folder: Path) -> str:
    found = re.search(r"\b\d{6}\b", last_text(folder))
    assert found
    return found.group()


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def age(**ago: int) -> None:
    OneTimeCode.objects.update(created_at=timezone.now() - timedelta(**ago))


def test_the_code_opens_once(folder: Path) -> None:
    send(*GRANT)
    code = last_code(folder)

    check(*GRANT, code)

    with pytest.raises(CodeEnded):
        check(*GRANT, code)


def test_the_text_says_for_how_long_and_for_nobody_else(folder: Path) -> None:
    with translation.override("th"):
        send(PHONE, "login", "a browser")

    number, text = last_text(folder).splitlines()
    assert number == PHONE
    assert "10 นาที" in text
    assert "อย่าบอกใคร" in text
    assert len(text) <= 134  # two parts of a text in Thai letters


def test_the_code_itself_is_not_kept(folder: Path) -> None:
    send(*GRANT)

    row = OneTimeCode.objects.values().get()
    assert last_code(folder) not in str(row)
    assert len(row["digest"]) == 64


def test_thai_digits_and_spaces_are_digits(folder: Path) -> None:
    send(*GRANT)
    thai = last_code(folder).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    check(*GRANT, f" {thai[:3]} {thai[3:]} ")


@pytest.mark.parametrize(
    "other",
    [
        ("+66899999999", "grant", "grant:12"),
        (PHONE, "login", "grant:12"),
        (PHONE, "grant", "grant:13"),
    ],
)
def test_it_is_bound_to_number_purpose_and_subject(
    folder: Path, other: tuple[str, str, str]
) -> None:
    send(*GRANT)
    code = last_code(folder)

    with pytest.raises(CodeEnded):
        check(*other, code)
    check(*GRANT, code)


def test_five_wrong_tries_end_it(folder: Path) -> None:
    send(*GRANT)
    code = last_code(folder)
    left = []
    for _ in range(4):
        with pytest.raises(WrongCode) as wrong:
            check(*GRANT, other_than(code))
        left.append(wrong.value.left)

    with pytest.raises(CodeEnded):
        check(*GRANT, other_than(code))

    assert left == [4, 3, 2, 1]
    with pytest.raises(CodeEnded):
        check(*GRANT, code)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "\x00", "١٢٣٤٥٦", "9" * 10_000])
def test_anything_else_is_a_wrong_code(typed: str) -> None:
    send(*GRANT)

    with pytest.raises(WrongCode):
        check(*GRANT, typed)


def test_it_is_good_for_ten_minutes(folder: Path) -> None:
    send(*GRANT)
    age(minutes=10)

    with pytest.raises(CodeEnded):
        check(*GRANT, last_code(folder))


def test_a_new_code_ends_the_older_one(folder: Path) -> None:
    send(*GRANT)
    older = last_code(folder)
    age(minutes=2)
    send(*GRANT)
    newer = last_code(folder)

    if older != newer:
        with pytest.raises(WrongCode):
            check(*GRANT, older)
    check(*GRANT, newer)
    with pytest.raises(CodeEnded):
        check(*GRANT, older)


def test_a_try_is_never_rolled_back() -> None:
    send(*GRANT)

    with pytest.raises(RuntimeError), transaction.atomic(), transaction.atomic():
        check(*GRANT, "000000")


def test_the_next_code_waits_a_minute(folder: Path) -> None:
    send(*GRANT)

    with pytest.raises(TooSoon) as too_soon:
        send(PHONE, "login", "somewhere else")

    assert 58 <= too_soon.value.seconds <= 60
    assert len(list(folder.iterdir())) == 1


def test_a_number_gets_five_codes_an_hour_and_ten_a_day() -> None:
    for number in range(5):
        send(PHONE, "login", str(number))
        OneTimeCode.objects.filter(subject=str(number)).update(
            created_at=timezone.now() - timedelta(minutes=10 - number)
        )
    with pytest.raises(TooSoon) as too_soon:
        send(PHONE, "login", "6")
    assert 2990 <= too_soon.value.seconds <= 3000

    OneTimeCode.objects.bulk_create(
        OneTimeCode(phone=PHONE, purpose="login", subject="x", digest="") for _ in range(5)
    )
    age(hours=2)

    with pytest.raises(TooSoon):
        send(PHONE, "login", "7")
    send("+66899999999", "login", "8")


def test_one_address_asks_for_twenty_codes_an_hour() -> None:
    request = RequestFactory().post("/")
    for number in range(20):
        send(f"+6681000000{number:02}"[:12], "login", "x", request)
        OneTimeCode.objects.all().delete()

    with pytest.raises(TooSoon):
        send(PHONE, "login", "x", request)


def test_what_was_not_sent_does_not_count(settings: Any, folder: Path) -> None:
    send(*GRANT)
    code = last_code(folder)
    age(minutes=2)
    settings.SMS_PROVIDER, settings.SMS_API_BASE = "thaibulksms", "http://127.0.0.1:1"

    with pytest.raises(SmsFailed):
        send(*GRANT)

    assert OneTimeCode.objects.count() == 1
    check(*GRANT, code)


def race(workers: int, work: Any) -> list[Any]:
    start = Barrier(workers)

    def one(number: int) -> Any:
        start.wait()
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, range(workers)))


def guess(guesses: list[str]) -> Counter[str]:
    answers: Counter[str] = Counter()
    for typed in guesses:
        try:
            check(*GRANT, typed)
        except (WrongCode, CodeEnded) as error:
            answers[type(error).__name__] += 1
        else:
            answers["in"] += 1
    return answers


@pytest.mark.django_db(transaction=True)
def test_ten_thousand_guesses_at_once_are_five(folder: Path) -> None:
    send(*GRANT)
    code = last_code(folder)
    # The right one is among the guesses, behind the first twenty of every guesser.
    wrong = [f"{number:06}" for number in range(10_000) if f"{number:06}" != code]
    shares = [[*wrong[part::8][:20], code, *wrong[part::8][20:]] for part in range(8)]

    answers = sum(race(8, lambda number: guess(shares[number])), Counter())

    assert answers["in"] == 0
    # Who tried in time may hear that it has ended, because others have tried since.
    assert answers["WrongCode"] <= 4
    assert answers["WrongCode"] + answers["CodeEnded"] >= 10_000
    assert OneTimeCode.objects.get().tries == 5


@pytest.mark.django_db(transaction=True)
def test_the_right_code_from_two_telephones_at_once_opens_once(folder: Path) -> None:
    send(*GRANT)
    code = last_code(folder)

    answers = sum(race(4, lambda _: guess([code])), Counter())

    assert answers == {"in": 1, "CodeEnded": 3}


@pytest.mark.django_db(transaction=True)
def test_asked_for_twice_at_once_one_is_sent(folder: Path) -> None:
    def ask(_: int) -> str:
        try:
            send(*GRANT)
        except TooSoon:
            return "too soon"
        return "sent"

    answers = race(4, ask)

    assert sorted(answers) == ["sent", "too soon", "too soon", "too soon"]
    assert len(list(folder.iterdir())) == 1

from __future__ import annotations

import dataclasses
from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from community.tables.errors import Unreadable
from shop.slips import bank_errors
from shop.slips.bank_reading import Statement, read_statement
from tests.shop.slips.statements import ACCOUNT, LAYOUTS, MARKED, SIGNED, TWO_COLUMNS


def read(text: str, account: str = ACCOUNT) -> Statement:
    return read_statement(text.encode(), account)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_lines(layout: str) -> None:
    statement = read(LAYOUTS[layout])

    assert statement.layout == layout
    assert [line.amount for line in statement.lines] == [
        Decimal("420.00"),
        Decimal("930.00"),
        Decimal("-350.00"),
    ]
    local = [timezone.localtime(line.at).replace(second=0) for line in statement.lines]
    assert [moment.strftime("%Y-%m-%d %H:%M") for moment in local] == [
        "2026-11-20 09:15",
        "2026-11-20 10:02",
        "2026-11-21 14:40",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_it_reads_what_banks_programs_write(encoding: str) -> None:
    statement = read_statement(TWO_COLUMNS.encode(encoding), ACCOUNT)

    assert statement.lines[0].text == "รับโอน PromptPay"
    assert statement.lines[0].reference == "016326091512ABC00001"
    assert (statement.opening, statement.closing) == (Decimal("1000.00"), Decimal("2000.00"))


def test_a_balance_that_does_not_follow_is_refused() -> None:
    with pytest.raises(bank_errors.WrongSum) as refused:
        read(TWO_COLUMNS.replace('930.00,"2,350.00"', '940.00,"2,350.00"'))

    assert (refused.value.row, refused.value.said) == (6, Decimal("2350.00"))
    assert refused.value.summed == Decimal("2360.00")


def test_a_wrong_total_is_refused() -> None:
    with pytest.raises(bank_errors.WrongSum) as refused:
        read(TWO_COLUMNS.replace('"1,350.00"', '"1,360.00"'))

    assert (refused.value.said, refused.value.summed) == (Decimal("1360.00"), Decimal("1350.00"))


def test_a_row_that_was_taken_out_is_seen() -> None:
    rows = TWO_COLUMNS.splitlines(keepends=True)

    with pytest.raises(bank_errors.WrongSum):
        read("".join(rows[:5] + rows[6:]))


def test_the_statement_of_another_account_is_refused() -> None:
    with pytest.raises(bank_errors.OtherAccount) as refused:
        read(TWO_COLUMNS.replace("999-0-00001-4", "111-2-33333-4"))

    assert refused.value.last_four == "3334"


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "วันที่,รายการ\n20/11/2569,x\n"])
def test_another_layout_is_refused(text: str) -> None:
    with pytest.raises(bank_errors.UnknownLayout):
        read(text)


def test_a_statement_without_lines_is_refused() -> None:
    with pytest.raises(bank_errors.NoLines):
        read("date,amount\n")


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [("2026-11-20,09:15", "yesterday,09:15", 2), ("930.00", "nine hundred", 3)],
)
def test_a_row_that_cannot_be_read_is_named(old: str, new: str, row: int) -> None:
    with pytest.raises(bank_errors.BadRow) as refused:
        read(SIGNED.replace(old, new))

    assert refused.value.row == row


def test_a_mark_that_says_nothing_is_refused() -> None:
    with pytest.raises(bank_errors.BadRow):
        read(MARKED.replace(";DR;", ";??;"))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"<html>", b"a\x00b", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_csv_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_statement(data, ACCOUNT)


def test_the_first_line_needs_a_balance_before_it_where_nothing_else_tells_its_direction() -> None:
    rows = LAYOUTS["by_balance"].splitlines(keepends=True)

    with pytest.raises(bank_errors.BadRow):
        read("".join(rows[:-1]))


def test_the_hour_is_in_our_time_zone() -> None:
    line = read(SIGNED).lines[0]

    assert line.at == datetime(2026, 11, 20, 9, 15, tzinfo=timezone.get_default_timezone())
    assert line.has_time


def test_what_a_sender_wrote_is_no_opening_balance() -> None:
    statement = read(SIGNED.replace("PromptPay", "b/f somchai"))

    assert statement.lines[0].amount == Decimal("420.00")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("420.00", "99999999999999999999.00"),
        ("420.00", "100000001.00"),
        ("2026-11-20,09:15", "2023-11-20,09:15"),
        ("2026-11-20,09:15", "2027-11-20,09:15"),
    ],
)
def test_what_no_statement_of_now_says_is_a_bad_row(was: str, now: str) -> None:
    with pytest.raises(bank_errors.BadRow) as refused:
        read(SIGNED.replace(was, now, 1))

    assert refused.value.row == 2


def test_money_of_another_country_is_refused() -> None:
    text = SIGNED.replace("reference", "reference,currency", 1).replace("ABC00001", "ABC00001,USD")

    with pytest.raises(bank_errors.BadRow):
        read(text)


def test_two_columns_of_one_meaning_are_no_layout() -> None:
    with pytest.raises(bank_errors.UnknownLayout):
        read(SIGNED.replace("amount,", "amount,amount,", 1))


def test_an_hour_that_no_day_has_is_a_bad_row() -> None:
    with pytest.raises(bank_errors.BadRow) as refused:
        read(SIGNED.replace("09:15", "25:99"))

    assert (refused.value.row, refused.value.cell) == (2, "25:99")


STATED = {
    "at the end of a day": ("two_columns", "21/11/2569,14:40", '20/11/2569,,คงเหลือสิ้นวัน,,,"{}",\n'),
    "carried forward": ("two_columns", "21/11/2569,14:40", ',,ยอดยกไป,,,"{}",\n'),
    "without a word": ("two_columns", "21/11/2569,14:40", ',,,,,"{}",\n'),
    "with a zero": ("two_columns", "21/11/2569,14:40", '20/11/2569,23:59,ดอกเบี้ย,,0.00,"{}",\n'),
    "the newest first": ("by_balance", "20-11-26,10:02", '20-11-26,10:30,Balance,,"{}",K PLUS\n'),
}


@pytest.mark.parametrize("name", STATED)
def test_a_balance_in_a_row_without_money_is_proved_too(name: str) -> None:
    layout, before, row = STATED[name]
    text = LAYOUTS[layout]

    right = read(text.replace(before, row.format("2,350.00") + before, 1))
    with pytest.raises(bank_errors.WrongSum) as refused:
        read(text.replace(before, row.format("2,360.00") + before, 1))

    assert right.lines == [
        dataclasses.replace(line, row=other.row)
        for line, other in zip(read(text).lines, right.lines, strict=True)
    ]
    assert Decimal("2360.00") in (refused.value.said, refused.value.summed - Decimal("930.00"))


def test_the_balance_at_the_end_is_the_closing_one() -> None:
    text = TWO_COLUMNS + ',,ยอดยกไป,,,"2,000.00",\n'

    assert read(text).closing == Decimal("2000.00")
    with pytest.raises(bank_errors.WrongSum):
        read(text.replace('ยอดยกไป,,,"2,000.00"', 'ยอดยกไป,,,"2,000.01"'))


def test_a_statement_of_balances_alone_moved_no_money() -> None:
    with pytest.raises(bank_errors.NoLines):
        read("date,amount,balance\n2026-11-20,,100.00\n")

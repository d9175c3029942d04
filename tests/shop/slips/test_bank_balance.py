"""What a person booked and no statement shows; what the bank has and what the ledger has."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from community.people.models import User
from shop.listings.models import Listing
from shop.office.money_waiting import Waiting, read_waiting
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Attempt, Payment
from shop.slips import bank_deciding
from shop.slips.bank_balance import compared, end_of, unseen
from shop.slips.bank_importing import import_statement
from shop.slips.deciding import confirm
from shop.slips.models import BankFile, BankLine
from shop.slips.sending import Typed, send_slip
from tests.shop.slips.hand_purchases import to_sellers
from tests.shop.slips.slip_photos import slip_of, uploaded
from tests.shop.slips.statements import SIGNED, TWO_COLUMNS

pytestmark = pytest.mark.django_db
BAHT_420 = Decimal("420.00")
# From nothing to ฿420, as the market's account begins.
FIRST_DAY = """\
วันที่,เวลา,รายการ,ถอนเงิน,ฝากเงิน,ยอดคงเหลือ,เลขที่อ้างอิง
20/11/2569,09:15,รับโอน PromptPay,,420.00,420.00,016326091512ABC00001
"""


def bring(text: str, by: User) -> BankFile:
    return import_statement(text.encode(), "november.csv", by)


def waits(name: str) -> list[Waiting]:
    with translation.override("en"):
        return [one for one in read_waiting() if one.name.startswith(name)]


def by_hand(payment: Payment, by: User, days_ago: int) -> Attempt:
    at = timezone.now() - timedelta(days=days_ago)
    return receive_by_hand(
        payment.attempts.get(), payment.amount, by, "016326091512ABC00001", at
    ).attempt


def test_what_no_statement_shows_after_three_days_is_named(payment: Payment, anan: User) -> None:
    attempt = by_hand(payment, anan, days_ago=2)
    assert not unseen().exists()

    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        (waiting,) = waits("Booked as in the bank")

        assert list(unseen()) == [attempt]
    assert (waiting.count, waiting.amount) == (1, BAHT_420)


def test_a_line_that_waits_has_shown_it_and_so_has_one_that_is_booked(
    payment: Payment, anan: User
) -> None:
    by_hand(payment, anan, days_ago=4)
    assert unseen().exists()

    bring(TWO_COLUMNS.replace("PromptPay", "K7Q2-9XMD", 1), anan)
    assert not unseen().exists()

    line = BankLine.objects.get(amount=BAHT_420)
    bank_deciding.book(line, payment, anan)
    assert (unseen().exists(), Attempt.objects.get().bank_line) == (False, line)


def test_what_a_seller_has_in_hand_is_no_matter_of_the_markets_bank(
    hankie: Listing, anan: User
) -> None:
    (payment,) = to_sellers(hankie)
    by_hand(payment, anan, days_ago=9)

    assert not unseen().exists()


def test_the_banks_balance_is_held_against_the_ledgers(anan: User) -> None:
    bring(FIRST_DAY, anan)

    found = compared()

    assert found is not None
    assert (found.said, found.booked, found.gap) == (BAHT_420, BAHT_420, 0)
    assert waits("The bank's balance") == []


def test_a_difference_waits_with_its_amount(anan: User, client: Client) -> None:
    bring(TWO_COLUMNS, anan)  # ฿1,000 were there before; ฿350 went out and nobody booked it
    client.force_login(anan)
    client.cookies["talat_language"] = "en"

    (waiting,) = waits("The bank's balance")
    page = client.get(reverse("office:bank")).content.decode()

    assert waiting.amount == Decimal("650.00")
    assert "฿650.00" in page
    assert client.get(waiting.url).status_code == 200


def test_a_statement_without_balances_says_nothing(anan: User) -> None:
    bring(SIGNED, anan)

    assert compared() is None


def test_money_that_a_slip_showed_first_counts_once(payment: Payment, anan: User) -> None:
    """Confirmed on the 21st, in the bank since the 20th, its statement of the 21st comes later."""
    zone = timezone.get_default_timezone()
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=zone)):
        confirm(slip, BAHT_420, anan)
    more = "21/11/2569,14:40,ค่าธรรมเนียม,20.00,,400.00,\n"
    bring(FIRST_DAY + more, anan)

    bank_deciding.book(BankLine.objects.get(amount=BAHT_420), payment, anan)

    found = compared()
    assert found is not None
    assert (found.booked, found.gap) == (BAHT_420, Decimal("-20.00"))


def test_a_statement_ends_with_its_minute_or_its_day(anan: User) -> None:
    zone = timezone.get_default_timezone()
    first = bring(FIRST_DAY, anan)
    second = bring(FIRST_DAY.replace("09:15", ""), anan)

    assert end_of(first) == datetime(2026, 11, 20, 9, 16, tzinfo=zone)
    assert end_of(second) == datetime(2026, 11, 21, tzinfo=zone)


def test_the_page_names_what_no_statement_shows(
    payment: Payment, anan: User, client: Client
) -> None:
    by_hand(payment, anan, days_ago=4)
    client.force_login(anan)
    client.cookies["talat_language"] = "en"

    page = client.get(reverse("office:bank")).content.decode()

    assert "no statement shows it: 1 payment" in page
    assert "K7Q2-9XMD" in page

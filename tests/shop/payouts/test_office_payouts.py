"""The staff's screens of payouts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.ledger import accounts
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, post
from shop.payouts.models import Batch, FundPayout, PayIn, Payout, Schedule
from shop.payouts.terms import hold_days, schedule_of
from tests.cast import make_listing, make_seller, make_user
from tests.community.banking.accounts import make_account
from tests.paid_out import pay_out, refund_half, sell

pytestmark = pytest.mark.django_db
SCHEDULE = {
    "rhythm": "weekly",
    "weekday": "4",
    "weeks": "๒",
    "month_day": "1",
    "minimum": "๕๐๐",
    "hold_days": "7",
    "cod_hold_days": "5",
    "reserve_percent": "10",
    "reserve_days": "30",
    "stopped": "",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.cookies["talat_language"] = "en"
    client.force_login(user)
    return client


@pytest.fixture
def office(anan: User) -> Client:
    return signed_in(anan)


def press(client: Client, name: str, *args: Any, **data: str) -> str:
    answer = client.post(reverse(f"office:{name}", args=args), data, follow=True)
    return " ".join(answer.content.decode().split())


def test_two_people_pay_a_shop_from_their_screens(
    office: Client, nok: User, malis_shop: Seller
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))

    assert "Drawn up." in press(office, "payouts-draw")
    batch, payout = Batch.objects.get(), Payout.objects.get()
    assert "You have looked at it already" in press(office, "payouts-act", batch.pk, act="release")
    assert "1 payout is released" in press(signed_in(nok), "payouts-act", batch.pk, act="release")
    file = office.post(reverse("office:payouts-file", args=[batch.pk]), {"layout": "csv"})
    assert b"0123456789" in file.content
    assert "no-store" in file["Cache-Control"]
    reference = {f"reference-{payout.pk}": " KTB-1 "}
    assert "1 is paid." in press(office, "payouts-act", batch.pk, act="paid", **reference)

    payout.refresh_from_db()
    assert (payout.state, payout.bank_reference) == ("paid", "KTB-1")
    assert debit_of("bank") == -42000


def test_a_reference_typed_twice_does_not_keep_the_others(
    office: Client, anan: User, nok: User, malis_shop: Seller
) -> None:
    kham = make_seller("kham", owner=make_user("kham@example.org"))
    make_account(malis_shop)
    make_account(kham, "5556667778")
    sell(make_listing(malis_shop, "400.00"), make_listing(kham, "100.00", slug="cup"))
    batch, payouts = pay_out(anan, nok)
    typed = {f"reference-{one.pk}": "KTB-1" for one in payouts}

    said = press(office, "payouts-act", batch.pk, act="paid", **typed)

    assert "another payout was paid with this bank reference" in said
    assert "1 is paid." in said
    assert sorted(Payout.objects.values_list("state", flat=True)) == ["paid", "sent"]


def test_nothing_to_pay_is_one_sentence(office: Client) -> None:
    assert "Nobody can be paid now" in press(office, "payouts-draw")


@pytest.mark.parametrize(
    ("act", "data", "text"),
    [
        ("paid", {"reference": ""}, "Write the bank&#x27;s reference."),
        ("failed", {"why": " "}, "Write why"),
        ("returned", {"why": "closed"}, "Nothing was changed"),
        ("hold", {"why": "late"}, "Nothing was changed"),
    ],
)
def test_bad_input_is_one_clear_sentence(
    office: Client,
    anan: User,
    nok: User,
    malis_shop: Seller,
    act: str,
    data: dict[str, str],
    text: str,
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)

    assert text in press(office, "payouts-one-act", payout.pk, act=act, **data)

    payout.refresh_from_db()
    assert payout.state == "sent"


def test_failed_money_is_on_the_balance_again(
    office: Client, anan: User, nok: User, malis_shop: Seller
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)

    press(office, "payouts-one-act", payout.pk, act="failed", why="no such account")

    assert owed_to_seller(malis_shop.pk) == 42000
    listed = office.get(reverse("office:payouts")).content.decode()
    assert "no such account" in listed


def test_the_schedule_is_written_in_thai_digits_too(office: Client) -> None:
    office.post(reverse("office:payouts-schedule"), SCHEDULE)

    schedule = Schedule.objects.get(seller=None)
    assert (schedule.weeks, schedule.minimum, schedule.weekday) == (2, Decimal("500.00"), 4)
    assert schedule.next_on is not None
    assert schedule.next_on.weekday() == 4


@pytest.mark.parametrize(
    ("field", "typed", "text"),
    [
        ("cod_hold_days", "4", "At least 5 days"),
        ("reserve_percent", "51", "50"),
        ("month_day", "31", "28"),
        ("weeks", "0", "1"),
        ("minimum", "abc", "Write the price as a number"),
    ],
)
def test_a_wrong_schedule_keeps_what_was_typed(
    office: Client, field: str, typed: str, text: str
) -> None:
    answer = office.post(reverse("office:payouts-schedule"), {**SCHEDULE, field: typed})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert text in page
    assert f'value="{typed}"' in page
    assert not Schedule.objects.exists()


def test_a_shop_has_its_own_schedule_and_gives_it_back(office: Client, malis_shop: Seller) -> None:
    path = reverse("office:payouts-seller-schedule", args=[malis_shop.slug])
    office.post(path, {**SCHEDULE, "hold_days": "14"})
    assert hold_days(malis_shop.pk, "promptpay") == 14
    assert hold_days(malis_shop.pk, "cod") == 5

    office.post(path, {"act": "market"})

    assert schedule_of(malis_shop.pk).hold_days == 7


def test_a_debt_is_paid_in_once(office: Client, anan: User, nok: User, malis_shop: Seller) -> None:
    make_account(malis_shop)
    sold = sell(make_listing(malis_shop, "400.00"))
    pay_out(anan, nok)
    refund_half(sold)
    listed = office.get(reverse("office:payouts-debts")).content.decode()
    assert "฿190.00" in listed

    path = reverse("office:payouts-debt", args=[malis_shop.slug])
    office.post(path, {"amount": "190", "reference": "SCB-9"})
    again = office.post(path, {"amount": "190", "reference": "SCB-9"})

    assert again.status_code == 422
    assert "was booked already" in again.content.decode()
    assert (owed_to_seller(malis_shop.pk), PayIn.objects.count()) == (0, 1)


def fill_fund(community: Community, satang: int) -> None:
    rows = [Row("bank", satang), Row(accounts.fund(community.pk), -satang)]
    post(Draft("fund:test", Journal.Cause.COMMISSION, rows))


def test_a_fund_is_paid_by_two(office: Client, nok: User, market: Community) -> None:
    fill_fund(market, 5000)
    data = {"community": str(market.pk), "amount": "50.00", "note": "กองทุน 123"}
    too_much = office.post(reverse("office:payouts-funds"), {**data, "amount": "50.01"})
    assert "The fund has ฿50." in too_much.content.decode()
    office.post(reverse("office:payouts-funds"), data)
    proposed = FundPayout.objects.get()

    assert "Another of us" in press(
        office, "payouts-fund-act", proposed.pk, act="paid", reference="X1"
    )
    press(signed_in(nok), "payouts-fund-act", proposed.pk, act="paid", reference="X1")

    proposed.refresh_from_db()
    assert (proposed.state, proposed.ended_by) == ("paid", nok)
    assert debit_of(accounts.fund(market.pk)) == 0


def test_a_fund_is_not_paid_twice_over(office: Client, nok: User, market: Community) -> None:
    fill_fund(market, 5000)
    data = {"community": str(market.pk), "amount": "50.00", "note": "กองทุน 123"}
    for _ in range(2):
        office.post(reverse("office:payouts-funds"), data)
    first, second = FundPayout.objects.order_by("pk")
    other = signed_in(nok)

    press(other, "payouts-fund-act", first.pk, act="paid", reference="X1")
    said = press(other, "payouts-fund-act", second.pk, act="paid", reference="X2")

    assert "The fund has ฿0." in said
    assert debit_of("bank") == 0

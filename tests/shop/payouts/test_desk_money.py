"""The shop's money, as its owner reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from community.people.models import User
from community.sellers.models import Seller
from shop.payouts.models import Payout
from shop.payouts.settling import mark_failed, mark_paid
from tests.cast import make_listing, make_seller, make_user
from tests.community.banking.accounts import make_account
from tests.paid_out import make_schedule, pay_out, refund_half, sell

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def page(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"desk:{name}", args=args) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_says_what_is_there_and_what_waits(desk: Client, malis_shop: Seller) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    held = sell(
        make_listing(malis_shop, "100.00", slug="other"),
        payable_from=timezone.now() + timedelta(days=3),
    )

    shown = page(desk, "money")

    assert "The market owes you" in shown
    assert "฿555.00" in shown  # 420 + 135
    assert "The buyer has some days to look at it" in shown
    assert held.number in shown
    assert "฿420 is ready" in shown


@pytest.mark.parametrize(
    ("show", "count", "total"),
    [("all", 6, "฿555.00"), ("ready", 3, "฿420.00"), ("waiting", 3, "฿135.00"), ("kept", 0, "฿0")],
)
def test_every_number_opens_its_rows(
    desk: Client, malis_shop: Seller, show: str, count: int, total: str
) -> None:
    sell(make_listing(malis_shop, "400.00"))
    tomorrow = timezone.now() + timedelta(days=1)
    sell(make_listing(malis_shop, "100.00", slug="other"), payable_from=tomorrow)

    shown = page(desk, "money-rows", query=f"?show={show}")

    assert shown.count('<td class="by">') == count
    assert f'<dd class="total">{total}' in shown


def test_an_order_opens_its_rows(desk: Client, malis_shop: Seller) -> None:
    sold = sell(make_listing(malis_shop, "400.00"))

    shown = page(desk, "money-rows", query=f"?order={sold.number}")

    for text in ("Goods sold", "฿400.00", "Delivery", "฿40.00", "Commission", "−฿20.00"):
        assert text in shown


def test_the_seller_sees_which_orders_a_payout_covers(
    desk: Client, malis_shop: Seller, anan: User, nok: User
) -> None:
    make_account(malis_shop)
    first = sell(make_listing(malis_shop, "400.00"))
    second = sell(make_listing(malis_shop, "100.00", slug="other"))
    _, (payout,) = pay_out(anan, nok)
    mark_paid(payout, anan, "KTB-778")

    shown = page(desk, "money-payout", payout.pk)

    for text in (first.number, "฿420.00", second.number, "฿135.00", "฿555.00", "KTB-778", "6789"):
        assert text in shown
    assert "0123456789" not in shown


def test_a_failed_payout_says_what_happens_next(
    desk: Client, malis_shop: Seller, anan: User, nok: User
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)
    mark_failed(payout, anan, "account closed")

    shown = page(desk, "money-payout", payout.pk)

    assert "It is on your balance again" in shown
    assert "account closed" in shown


@pytest.mark.parametrize(("promptpay", "drawn"), [("0994000000014", 1), ("", 0), ("12", 0)])
def test_a_debt_says_how_it_is_settled(
    desk: Client,
    malis_shop: Seller,
    anan: User,
    nok: User,
    settings: Any,
    promptpay: str,
    drawn: int,
) -> None:
    settings.MARKETPLACE_PROMPTPAY = promptpay
    make_account(malis_shop)
    sold = sell(make_listing(malis_shop, "400.00"))
    pay_out(anan, nok)
    refund_half(sold)

    shown = page(desk, "money")

    assert "You owe the market" in shown
    assert "฿190.00" in shown
    assert "it comes off your next sales by itself" in shown
    assert shown.count("PromptPay QR code") == drawn


@pytest.mark.parametrize(
    ("accounts", "text"),
    [
        ([], "Your shop has no account yet"),
        (["active", "held"], "The account was changed a short while ago"),
    ],
)
def test_it_says_why_nothing_goes_out(
    desk: Client, malis_shop: Seller, accounts: list[str], text: str
) -> None:
    for place, state in enumerate(accounts):
        until = timezone.now() + timedelta(hours=23)
        make_account(malis_shop, f"111222333{place}", state=state, active_from=until)

    assert text in page(desk, "money")


def test_a_stop_is_said_with_its_reason(desk: Client, malis_shop: Seller) -> None:
    make_schedule(malis_shop, stopped="papers are missing")

    assert "papers are missing" in page(desk, "money")


def test_another_shops_payout_is_not_there(
    desk: Client, malis_shop: Seller, anan: User, nok: User
) -> None:
    kham = make_seller("kham", owner=make_user("kham@example.org"))
    make_account(kham)
    sold = sell(make_listing(kham, "400.00"))
    pay_out(anan, nok)

    for path in (
        reverse("desk:money-payout", args=[Payout.objects.get().pk]),
        reverse("desk:money-rows") + f"?order={sold.number}",
    ):
        assert desk.get(path).status_code == 404


@pytest.mark.parametrize("name", ["money", "money-rows", "money-payouts"])
@pytest.mark.parametrize("query", ["?page=99999", "?page=x", "?show=x", "?order=", "?order=%00"])
def test_what_is_typed_into_the_address_breaks_nothing(desk: Client, name: str, query: str) -> None:
    page(desk, name, query=query)


def test_more_rows_cost_no_more_queries(
    desk: Client, malis_shop: Seller, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_account(malis_shop)
    listing = make_listing(malis_shop, "400.00", stock=50)
    tomorrow = timezone.now() + timedelta(days=1)
    counts = []
    for _ in range(2):
        for _ in range(4):
            sell(listing, payable_from=tomorrow)
        with django_assert_max_num_queries(60) as asked:
            page(desk, "money")
            page(desk, "money-rows")
        counts.append(len(asked))

    assert counts[0] == counts[1]

"""What waits in the money office leads to what waits, and to nothing else."""

from __future__ import annotations

import csv
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone, translation

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, post
from shop.office import money_waiting
from shop.office.money_csv import journal_csv
from shop.office.money_waiting import Waiting, address, read_waiting
from shop.payments.models import Attempt
from shop.payouts.models import Batch, Payout
from shop.refunds.models import Refund
from tests.cast import make_listing, make_staff
from tests.community.banking.accounts import make_account
from tests.shop.vouchers.codes import put_into_fund
from tests.sold import make_purchase

pytestmark = pytest.mark.django_db


@pytest.fixture
def anan(client: Client) -> User:
    staff = make_staff("anan@example.org", name="อนันต์")
    client.force_login(staff)
    client.cookies["talat_language"] = "en"
    return staff


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def waits(name: str) -> Waiting:
    with translation.override("en"):
        return next(one for one in read_waiting() if one.name == name)


def overdraw(market: Community) -> None:
    rows = [Row(accounts.fund(market.pk), 2_550), Row(accounts.COMMISSION, -2_550)]
    post(Draft("test:below", Journal.Cause.COMMISSION, rows))


def test_every_name_leads_to_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(money_waiting, "address", lambda name: asked.append(name) or "/")

    list(money_waiting._all())

    assert len(asked) == 13
    assert [name for name in asked if resolve(reverse(name)).view_name != name] == []
    assert address("office:nowhere") == reverse("office:money")


def test_no_two_lead_to_the_same_list() -> None:
    urls = [one.url for one in money_waiting._all()]

    assert len(urls) == len(set(urls)) == 13


def test_a_fund_below_zero_is_seen(client: Client, anan: User, market: Community) -> None:
    overdraw(market)

    found = waits("Shops and funds below zero")

    assert (found.count, found.amount) == (1, Decimal("25.50"))
    assert f"fund:{market.pk}" in page(client, found.url)
    text = page(client, reverse("office:payouts-funds"))
    assert "25.50" in text
    assert f'<option value="{market.pk}"' not in text  # nothing there to pay out


def test_the_community_reads_what_its_fund_owes(
    client: Client, niran: User, market: Community
) -> None:
    client.force_login(niran)
    client.cookies["talat_language"] = "en"
    overdraw(market)

    text = page(client, reverse("groups:vouchers"))

    assert "The fund is ฿25.50 below zero" in text


def test_a_fund_that_has_something_owes_nothing(
    client: Client, niran: User, market: Community
) -> None:
    put_into_fund(market, "10.00")
    client.force_login(niran)
    client.cookies["talat_language"] = "en"

    text = page(client, reverse("groups:vouchers"))

    assert "below zero" not in text


def test_payments_without_an_answer_are_listed_alone(
    client: Client, anan: User, malis_shop: Seller
) -> None:
    scarf = make_listing(malis_shop, "890.00", 9, slug="scarf")
    make_purchase(scarf, number="PAJD-2222")
    silent = make_purchase(scarf, number="PAJD-3333")
    Attempt.objects.filter(payment__purchase=silent).update(state=Attempt.State.UNKNOWN)

    text = page(client, waits("Payments without an answer").url)

    assert "PAJD-3333" in text
    assert "PAJD-2222" not in text


def test_refunds_due_are_listed_without_those_asked_for(
    client: Client, anan: User, malis_shop: Seller
) -> None:
    scarf = make_listing(malis_shop, "890.00", 9, slug="scarf")
    for number, state in (("PAJD-2222", "approved"), ("PAJD-3333", "requested")):
        sold = make_purchase(scarf, number=number)
        paid = Attempt.objects.get(payment__purchase=sold)
        Refund.objects.create(
            purchase=sold, attempt=paid, amount="10.00", state=state, reason="late", key=number
        )

    due = page(client, waits("Refunds due").url)
    asked = page(client, waits("Refunds that buyers asked for").url)

    assert ("PAJD-2222" in due, "PAJD-3333" in due) == (True, False)
    assert ("PAJD-2222" in asked, "PAJD-3333" in asked) == (False, True)


def test_payouts_that_wait_are_listed_each_for_itself(
    client: Client, anan: User, malis_shop: Seller
) -> None:
    first, second = (Batch.objects.create(drawn_up_by=anan) for _ in range(2))
    now, why = timezone.now(), Payout.Held.NO_ACCOUNT
    Payout.objects.create(
        batch=first, seller=malis_shop, amount="40.00", state="held", held_for=why
    )
    Payout.objects.create(
        batch=second, seller=malis_shop, amount="70.00", state="failed", error="No such account",
        sent_at=now, back_at=now, account=make_account(malis_shop),
    )  # fmt: skip

    held = page(client, waits("Payouts held back").url)
    back = page(client, waits("Payouts that failed or came back").url)

    assert ("฿40.00" in held, "฿70.00" in held) == (True, False)
    assert ("฿40.00" in back, "No such account" in back) == (False, True)


def test_the_table_speaks_the_readers_language(malis_shop: Seller) -> None:
    make_purchase(make_listing(malis_shop, "890.00", 9, slug="scarf"), number="PAJD-2222")
    today = timezone.localdate()
    with translation.override("th"):
        lines = journal_csv(today, today)

    with translation.override("en"):  # it is sent after the view has answered
        rows = list(csv.DictReader(StringIO("".join(lines).removeprefix("\ufeff"))))

    assert {row["เกิดอะไรขึ้น"] for row in rows} >= {"ขาย"}
    assert {row["cause"] for row in rows} >= {"payment", "sale", "commission"}
    assert {row["account"] for row in rows} >= {"buyers", f"seller:{malis_shop.pk}"}


def test_a_period_is_shown_as_days_are_written(client: Client, anan: User) -> None:
    text = page(client, reverse("office:money-export"))

    end = timezone.localdate().replace(day=1) - timedelta(days=1)
    assert f'value="1/{end.month}/{end.year}"' in text
    assert f'value="{end.day}/{end.month}/{end.year}"' in text


def test_empty_books_say_that_they_are_empty(client: Client, anan: User) -> None:
    url = reverse("office:money-ledger")

    assert "Nothing is in the books yet" in page(client, url)
    assert "No account is called so" in page(client, f"{url}?q=x")

"""The money office: what waits, days at the gateway, the ledger, corrections, the table."""

from __future__ import annotations

import csv
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.gateways.base import Movement
from shop.ledger.accounts import of_seller
from shop.ledger.correcting import Wanted, post_correction, propose
from shop.ledger.gateway_import import compare, keep
from shop.ledger.models import Account, Correction, GatewayTransaction, Journal
from shop.purchases.models import Purchase
from tests.cast import make_listing, make_staff, make_user
from tests.sold import make_purchase

pytestmark = pytest.mark.django_db


@pytest.fixture
def anan(client: Client) -> User:
    staff = make_staff("anan@example.org", name="อนันต์")
    client.force_login(staff)
    client.cookies["talat_language"] = "en"
    return staff


@pytest.fixture
def sold(malis_shop: Seller) -> Purchase:
    """Return a purchase over ฿930, ฿44.50 of it commission."""
    return make_purchase(make_listing(malis_shop, "890.00", 9, slug="scarf"), number="PAJD-2222")


def page(client: Client, path: str, status: int = 200, **data: Any) -> str:
    answer = client.get(f"/office/money/{path}", data)
    assert answer.status_code == status
    return answer.content.decode()


def movement(reference: str, satang: int, kind: str = "charge", **fields: Any) -> Movement:
    now = timezone.now()
    named = {
        "gateway_id": f"txn_{reference}",
        "currency": "thb",
        "description": "",
        "fee_satang": 0,
    }
    return Movement(
        kind=kind, reference=reference, amount_satang=satang, at=now, available_at=now,
        **{**named, **fields},
    )  # fmt: skip


def came(**fields: Any) -> GatewayTransaction:
    keep("stripe", [movement("pi_PAJD-2222", 93_000, fee_satang=1_642, **fields)])
    compare()
    return GatewayTransaction.objects.get()


@pytest.mark.parametrize("path", ["", "days/", "ledger/", "corrections/", "export/"])
def test_empty_books_have_pages(client: Client, anan: User, path: str) -> None:
    assert "<h1>" in page(client, path)


@pytest.mark.parametrize("path", ["", "days/", "ledger/", "corrections/new/", "export/"])
def test_nobody_else_knows_of_it(client: Client, path: str) -> None:
    client.force_login(make_user("krit@example.org"))

    page(client, path, 404)


def test_it_shows_what_came_by_day_and_method(client: Client, anan: User, sold: Purchase) -> None:
    text = page(client, "")

    assert "PromptPay QR" in text
    assert text.count("฿930.00") >= 3  # the day, the method, together


def test_what_waits_is_counted(client: Client, anan: User, malis_shop: Seller) -> None:
    second = make_staff("second@example.org")
    post_correction(propose(Wanted(of_seller(malis_shop.pk), "bank", 4_500, "x"), second), anan)
    propose(Wanted("losses", "bank", 100, "y"), second)

    text = page(client, "")

    assert "Shops and funds below zero" in text
    assert "฿45.00" in text
    assert "Corrections for a second person" in text


def test_a_day_shows_each_movement_beside_ours(client: Client, anan: User, sold: Purchase) -> None:
    row = came()
    day = timezone.localdate(row.at)

    text = page(client, f"days/{day:%Y-%m-%d}/")

    assert row.state == "matched"
    assert "PAJD-2222" in text
    assert "฿16.42" in text
    assert "Agrees" in page(client, "days/")


def test_what_does_not_agree_can_be_explained(client: Client, anan: User) -> None:
    keep("stripe", [movement("adj", -5_000, kind="other")])
    row = GatewayTransaction.objects.get()

    assert "1 does not agree" in page(client, "days/")
    form = page(client, f"corrections/new/?transaction={row.pk}")

    assert 'value="50.00"' in form
    assert 'value="gateway:stripe"' in form


def test_a_posted_explanation_makes_it_agree(anan: User) -> None:
    keep("stripe", [movement("adj", -5_000, kind="other")])
    row = GatewayTransaction.objects.get()
    wanted = Wanted("losses", "gateway:stripe", 5_000, "A fee of the bank", transaction_id=row.pk)

    post_correction(propose(wanted, make_staff("second@example.org")), anan)

    row.refresh_from_db()
    assert row.state == "matched"


@pytest.mark.parametrize(
    "day",
    ["2026-13-01", "0-1-1", "99999999999-1-1", "9999-12-31", "0001-01-01", "2019-12-31"],
)
def test_a_day_that_is_none_is_not_there(client: Client, anan: User, day: str) -> None:
    page(client, f"days/{day}/", 404)


def test_from_an_account_to_the_purchase(client: Client, anan: User, sold: Purchase) -> None:
    seller = sold.seller_orders.get().seller
    account = Account.objects.get(code=of_seller(seller.pk))

    assert f"ledger/accounts/{account.pk}/" in page(client, "ledger/", q=seller.slug)
    entries = page(client, f"ledger/accounts/{account.pk}/")
    journal = Journal.objects.get(cause="sale")
    assert f"ledger/journals/{journal.pk}/" in entries
    assert "฿885.50" in entries
    text = page(client, f"ledger/journals/{journal.pk}/")
    assert "/office/purchases/PAJD-2222/" in text


def test_shops_below_zero_alone(client: Client, anan: User, sold: Purchase) -> None:
    assert "No shop and no fund is below zero" in page(client, "ledger/", below="1")


@pytest.mark.parametrize("path", ["ledger/", "ledger/accounts/{}/"])
def test_a_longer_list_costs_no_more_queries(
    client: Client, anan: User, sold: Purchase, path: str, django_assert_max_num_queries: Any
) -> None:
    path = path.format(Account.objects.get(kind="gateway").pk)
    for number in range(8):
        make_purchase(sold.seller_orders.get().lines.get().variant.listing, number=f"N-{number}")

    with django_assert_max_num_queries(14):
        page(client, path)


def test_the_accountant_gets_every_entry(client: Client, anan: User, sold: Purchase) -> None:
    today = timezone.localdate()
    keep("stripe", [movement("x", -5, kind="other")])
    second = make_staff("second@example.org", name="=cmd()")
    post_correction(propose(Wanted("losses", "bank", 100, '=HYPERLINK("x")'), second), anan)

    answer = client.get("/office/money/export/", {"first": str(today), "last": str(today)})
    body = b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]

    assert body.startswith("\ufeffDay,")
    rows = list(csv.DictReader(StringIO(body.removeprefix("\ufeff"))))
    debit = sum(Decimal(row["Debit, baht"] or 0) for row in rows)
    credit = sum(Decimal(row["Credit, baht"] or 0) for row in rows)
    assert debit - credit == 0
    assert {row["Purchase"] for row in rows} == {"PAJD-2222", ""}
    noted = [row for row in rows if row["cause"] == "correction"]
    assert {row["Note"] for row in noted} == {'\'=HYPERLINK("x")'}
    assert {row["By"] for row in noted} == {"'=cmd()"}


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-11-02", "2026-11-01", "The last day is before the first one."),
        ("2020-01-01", "2026-11-01", "At most 400 days at once."),
        ("yesterday", "2026-11-01", "We cannot read this day."),
        ("31/12/2562", "1/1/2563", "There are no books of so long ago."),
        ("2026-11-01", "31/12/9999", "This day is still to come."),
    ],
)
def test_a_period_that_cannot_be_is_said(
    client: Client, anan: User, first: str, last: str, sentence: str
) -> None:
    text = page(client, "export/", 422, first=first, last=last)

    assert sentence in text
    assert first in text


def propose_by_form(client: Client, **changed: str) -> Any:
    data = {"debit": "losses", "credit": "mali", "amount": "100", "reason": "A jar", **changed}
    return client.post("/office/money/corrections/new/", data)


def test_it_is_proposed_and_posted_by_another(
    client: Client, anan: User, malis_shop: Seller
) -> None:
    propose_by_form(client, credit=malis_shop.slug, amount="๑๐๐.๕๐")
    made = Correction.objects.get()
    where = f"/office/money/corrections/{made.pk}/"

    own = client.post(where, {"act": "post"}, follow=True).content.decode()
    client.force_login(make_staff("second@example.org"))
    client.post(where, {"act": "post"})

    made.refresh_from_db()
    assert "Another of us has to post it." in own
    assert (made.state, made.amount_satang, made.credit) == (
        "posted", 10_050, of_seller(malis_shop.pk),
    )  # fmt: skip
    assert "฿100.50" in client.get(where).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"debit": "nothing"}, "There is no account “nothing”."),
        ({"debit": "buyers"}, "This account moves by its own acts alone."),
        ({"debit": "seller:99999"}, "There is no account “seller:99999”."),
        ({"debit": "seller:" + "9" * 30}, "There is no account"),
        ({"debit": "bank", "credit": "bank"}, "Choose two different accounts."),
        ({"debit": ""}, "Choose an account."),
        ({"reason": " "}, "Say why"),
        ({"number": "NONE-0000"}, "There is no purchase with this number."),
        ({"amount": "0"}, "at least"),
        ({"amount": "1e9"}, "field"),
        ({"amount": "NaN"}, "Write the price as a number"),
    ],
)
def test_what_cannot_be_corrected_is_said_beside_the_field(
    client: Client, anan: User, malis_shop: Seller, changed: dict[str, str], sentence: str
) -> None:
    answer = propose_by_form(client, **{"credit": malis_shop.slug, **changed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_silent_gateway_is_said(client: Client, anan: User, settings: Any) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"

    text = client.post("/office/money/days/import/", follow=True).content.decode()

    assert "The gateway does not answer now." in text


def test_earlier_days_can_be_read(client: Client, anan: User) -> None:
    keep("stripe", [movement("old", 100)])
    GatewayTransaction.objects.update(at=timezone.now() - timedelta(days=40))

    until = timezone.localdate() - timedelta(days=31)
    assert "1 does not agree" in page(client, "days/", until=str(until))
    assert "Nothing moved in these days" in page(client, "days/", until="never")


@pytest.mark.parametrize("until", ["0001-01-05", "9999-12-31", "2019-12-31"])
def test_days_without_books_are_not_asked_for(client: Client, anan: User, until: str) -> None:
    today = timezone.localdate()

    earlier = f'href="?until={today - timedelta(days=31)}"'

    assert earlier in page(client, "days/", until=until)

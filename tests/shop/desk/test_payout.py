from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.audit.models import Act
from community.audit.recording import record
from community.banking import changing
from community.banking.models import PayoutAccount
from community.banking.stopping import stop_path
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from tests.cast import PASSWORD, join_team, make_seller, make_user
from tests.community.banking.accounts import WANTED, make_account

pytestmark = pytest.mark.django_db
TYPED = {"kind": "bank", "bank": "006", "number": "987-6-54321-0", "holder_name": "มะลิ ทอผ้า"}


@pytest.fixture(autouse=True)
def uncounted(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def test_it_shows_the_last_four_digits_and_never_the_number(
    desk: Client, malis_shop: Seller, mali: User
) -> None:
    make_account(malis_shop)
    changing.ask(malis_shop, WANTED, mali)

    for name in ("desk:payout-account", "desk:payout-confirm"):
        page = desk.get(reverse(name)).content.decode()
        assert "3210" in page
        assert "9876543210" not in page
        assert "0123456789" not in page


def test_the_way_by_password(desk: Client, malis_shop: Seller) -> None:
    make_account(malis_shop)

    asked = desk.post(reverse("desk:payout-change"), TYPED)
    confirmed = desk.post(reverse("desk:payout-confirm"), {"password": PASSWORD})

    assert (asked.status_code, asked["Location"]) == (302, reverse("desk:payout-confirm"))
    assert (confirmed.status_code, confirmed["Location"]) == (302, reverse("desk:payout-account"))
    pending = changing.pending_account(malis_shop)
    assert pending is not None
    assert (pending.state, pending.number, pending.last_four) == ("held", "9876543210", "3210")
    page = desk.get(reverse("desk:payout-account")).content.decode()
    assert "A new account is on its way" in page


def test_a_wrong_password_confirms_nothing_and_six_are_too_many(
    desk: Client, malis_shop: Seller, mali: User
) -> None:
    changing.ask(malis_shop, WANTED, mali)

    pages = [
        desk.post(reverse("desk:payout-confirm"), {"password": "not this one"}) for _ in range(6)
    ]

    assert [page.status_code for page in pages] == [422] * 6
    assert "This is not your password" in pages[0].content.decode()
    assert "Too many tries" in pages[5].content.decode()
    assert PayoutAccount.objects.get().state == "asked"


# A code is checked outside of any transaction: a wrong try is never rolled back.
@pytest.mark.django_db(transaction=True)
def test_the_way_by_code(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    mali = make_user(None, name="มะลิ", phone="+66812345678", phone_verified=True)
    shop = make_seller("mali", owner=mali)
    changing.ask(shop, WANTED, mali)
    client.force_login(mali)

    client.post(reverse("desk:payout-code"))
    [sms] = (tmp_path / "sms").iterdir()
    code = next(word for word in sms.read_text("utf-8").split() if len(word) == 6)
    wrong = client.post(reverse("desk:payout-confirm"), {"code": str((int(code) + 1) % 10**6)})
    right = client.post(reverse("desk:payout-confirm"), {"code": code})
    after = client.get(reverse("desk:payout-confirm"))

    assert [wrong.status_code, right.status_code, after.status_code] == [422, 302, 302]
    assert PayoutAccount.objects.get().state == "held"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": ""}, "Choose a bank account or PromptPay"),
        ({"bank": ""}, "Choose the bank"),
        ({"bank": "999"}, "Select a valid choice"),
        ({"number": ""}, "Write the number"),
        ({"number": "123"}, "have 10 digits"),
        ({"number": "xyz"}, "only digits"),
        ({"kind": "promptpay", "number": "3100600445634"}, "One of the 13 digits is wrong"),
        ({"holder_name": " "}, "Write the name"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(
    desk: Client, malis_shop: Seller, change: dict[str, str], words: str
) -> None:
    answer = desk.post(reverse("desk:payout-change"), {**TYPED, **change})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert PayoutAccount.objects.count() == 0


def test_an_accountant_looks_and_changes_nothing(
    client: Client, malis_shop: Seller, mali: User, dao: User
) -> None:
    join_team(malis_shop, dao, SellerMember.Role.ACCOUNTANT)
    changing.ask(malis_shop, WANTED, mali)
    client.force_login(dao)

    page = client.get(reverse("desk:payout-account"))

    assert page.status_code == 200
    assert reverse("desk:payout-stop") not in page.content.decode()
    for name in ("desk:payout-change", "desk:payout-confirm", "desk:payout-code"):
        assert client.post(reverse(name), TYPED).status_code == 403
    assert client.post(reverse("desk:payout-stop")).status_code == 403
    assert PayoutAccount.objects.get().state == "asked"


def test_the_link_of_a_warning_stops_it_without_a_log_in(
    client: Client, malis_shop: Seller, mali: User
) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)
    path = stop_path(account, mali)

    shown = client.get(path)
    assert PayoutAccount.objects.get().state == "held"
    client.post(path)
    again = client.post(path)

    assert (shown.status_code, again.status_code) == (200, 200)
    assert "9876543210" not in shown.content.decode()
    assert PayoutAccount.objects.get().state == "refused"


def test_the_link_of_who_was_an_owner_when_it_was_asked_still_stops_it(
    client: Client, malis_shop: Seller, mali: User
) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    path = stop_path(account, mali)
    SellerMember.objects.filter(user=mali).update(role="packer")

    assert client.post(path).status_code == 200
    assert PayoutAccount.objects.get().state == "refused"
    assert Act.objects.latest("pk").verb == "account.stopped"


def test_a_link_that_we_did_not_make_stops_nothing(
    client: Client, malis_shop: Seller, mali: User
) -> None:
    path = stop_path(changing.ask(malis_shop, WANTED, mali), mali)

    assert client.post(path.replace("stop/", "stop/x")).status_code == 404
    assert PayoutAccount.objects.get().state == "asked"


def test_while_the_shop_is_joining_one_clear_sentence_and_no_change(
    desk: Client, malis_shop: Seller
) -> None:
    Seller.objects.update(state="joining")

    answer = desk.post(reverse("desk:payout-change"), TYPED, follow=True)

    page = answer.content.decode()
    assert "Your shop is not open yet" in page
    assert reverse("desk:payout-change") not in page
    assert PayoutAccount.objects.count() == 0


def test_an_owner_of_today_is_told_from_when_on(
    desk: Client, malis_shop: Seller, mali: User
) -> None:
    changing.ask(malis_shop, WANTED, mali)
    record(mali, "team.joined", malis_shop, seller_id=malis_shop.pk)

    answer = desk.post(reverse("desk:payout-confirm"), {"password": PASSWORD}, follow=True)

    assert "an owner of this shop for less than a day" in answer.content.decode()
    assert PayoutAccount.objects.get().state == "asked"


def test_a_first_account_says_that_two_of_the_staff_look_at_it(
    desk: Client, malis_shop: Seller
) -> None:
    desk.post(reverse("desk:payout-change"), TYPED)

    answer = desk.post(reverse("desk:payout-confirm"), {"password": PASSWORD}, follow=True)

    page = answer.content.decode()
    assert "staff look at it before any money goes there" in page

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.audit.models import Act
from community.banking import changing
from community.banking.models import PayoutAccount
from community.people.models import User
from community.sellers.models import Seller
from tests.cast import make_seller, make_user
from tests.community.banking.accounts import WANTED

pytestmark = pytest.mark.django_db
QUEUE = "/office/payout-accounts/"


@pytest.fixture
def account(malis_shop: Seller, mali: User) -> PayoutAccount:
    """A shop's first one, confirmed by its owner."""
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)
    return account


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


def say(office: Client, account: PayoutAccount, act: str) -> str:
    path = reverse("office:payout-account", args=[account.pk])
    return office.post(path, {"act": act}, follow=True).content.decode()


def test_it_shows_the_last_four_digits_and_the_number_to_who_is_written_down(
    office: Client, account: PayoutAccount, anan: User
) -> None:
    page = office.get(QUEUE).content.decode()
    shown = say(office, account, "show")

    assert "3210" in page
    assert "9876543210" not in page
    assert "9876543210" in shown
    act = Act.objects.latest("pk")
    assert (act.verb, act.actor, act.target_id) == ("account.number_shown", anan, account.pk)


def test_two_people_look_at_it(office: Client, account: PayoutAccount, anan: User) -> None:
    pim = make_user("pim@example.org", name="พิม", is_staff=True)

    first, again = say(office, account, "right"), say(office, account, "right")
    office.force_login(pim)
    second = say(office, account, "right")
    late = say(office, account, "refuse")

    assert "Another of us looks at it now" in first
    assert "Somebody else has to look" in again
    assert "Two have looked at it" in second
    assert "it waits no more" in late
    account.refresh_from_db()
    assert (account.state, account.checked_by, account.seconded_by) == ("held", anan, pim)
    assert "No first account waits" in office.get(QUEUE).content.decode()


def test_what_is_not_right_is_refused(office: Client, account: PayoutAccount) -> None:
    page = say(office, account, "refuse")

    assert "The owners are told" in page
    assert PayoutAccount.objects.get().state == "refused"


def test_nobody_else_looks(client: Client, account: PayoutAccount, mali: User) -> None:
    client.force_login(mali)

    path = reverse("office:payout-account", args=[account.pk])

    assert client.get(QUEUE).status_code == 404
    assert client.post(path, {"act": "right"}).status_code == 404
    assert PayoutAccount.objects.get().checked_by is None


def test_five_more_accounts_ask_no_more_questions(office: Client, account: PayoutAccount) -> None:
    office.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        office.get(QUEUE)
    for number in range(5):
        owner = make_user(f"o{number}@example.org", name="คำ")
        more = changing.ask(make_seller(f"shop-{number}", owner=owner), WANTED, owner)
        changing.confirm(more, owner)

    with CaptureQueriesContext(connection) as many:
        page = office.get(QUEUE)

    assert len(page.context["page_obj"].object_list) == 6
    assert len(many) == len(few)

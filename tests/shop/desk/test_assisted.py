from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.assistance.models import Grant, Helper
from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.purchases.models import Entry, SellerOrder
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.helping import make_grant, make_helper
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db
State = SellerOrder.State
# Where only an owner goes, and what a helper never gets near.
OWNERS_ALONE = ("desk:helpers", "desk:payout-account", "desk:payout-change")


@pytest.fixture
def helper(dao: User) -> Helper:
    return make_helper(dao)


@pytest.fixture
def grant(helper: Helper, malis_shop: Seller) -> Grant:
    return make_grant(helper, malis_shop)


@pytest.fixture
def browser(client: Client, helper: Helper) -> Client:
    client.force_login(helper.user)
    client.cookies["talat_language"] = "en"
    return client


@pytest.fixture
def to_pack(malis_shop: Seller) -> SellerOrder:
    return share_of(make_purchase(make_listing(malis_shop, stock=9)))


def choose(browser: Client, seller: Seller) -> None:
    browser.post(reverse("desk:switch"), {"seller": seller.slug})


def pack(browser: Client, order: SellerOrder) -> Any:
    return browser.post(reverse("desk:pack", args=[order.number]))


def read(browser: Client, name: str, *arguments: object) -> str:
    return browser.get(reverse(name, args=arguments)).content.decode()


def test_packing_for_an_owner_names_both(
    browser: Client, grant: Grant, to_pack: SellerOrder, dao: User, mali: User
) -> None:
    pack(browser, to_pack)

    entry = Entry.objects.get(what="packed")
    act = Act.objects.get(verb="order.packed")
    assert (entry.actor, entry.owner) == (dao, mali)
    assert (act.actor_name, act.owner_name) == ("ดาว", "มะลิ")
    assert (act.seller_id, act.target_id) == (grant.seller_id, to_pack.pk)


def test_sending_for_an_owner_names_both(
    browser: Client, grant: Grant, to_pack: SellerOrder, dao: User, mali: User
) -> None:
    sent = {"carrier": "flash", "tracking_number": "TH0123456789"}
    browser.post(reverse("desk:ship", args=[to_pack.number]), sent)

    entry = Entry.objects.get(what="shipped")
    assert (entry.actor, entry.owner) == (dao, mali)
    assert Act.objects.get(verb="order.shipped").owner == mali


def test_the_owners_own_act_is_for_nobody(client: Client, to_pack: SellerOrder, mali: User) -> None:
    client.force_login(mali)
    pack(client, to_pack)

    assert Entry.objects.get(what="packed").owner is None
    assert Act.objects.get(verb="order.packed").owner is None


def test_the_owner_reads_both_names_on_the_order_and_under_helpers(
    browser: Client, grant: Grant, to_pack: SellerOrder, mali: User
) -> None:
    pack(browser, to_pack)
    browser.force_login(mali)

    assert "ดาว for มะลิ" in read(browser, "desk:order", to_pack.number)
    page = read(browser, "desk:helpers")
    assert "ดาว for มะลิ" in page
    assert "Packed an order" in page
    assert to_pack.number in page


def test_the_desk_says_for_whom_and_can_be_left(browser: Client, grant: Grant) -> None:
    assert "You act for มะลิ" in read(browser, "desk:today")

    answer = browser.post(reverse("helping:stop"))

    assert answer.headers["Location"] == reverse("helping:home")
    assert browser.get(reverse("desk:today")).status_code == 404
    choose(browser, grant.seller)
    assert browser.get(reverse("desk:today")).status_code == 200


@pytest.mark.parametrize("power", ["list_products", "manage_stock"])
def test_without_the_power_over_orders_there_are_no_orders_and_no_addresses(
    browser: Client, helper: Helper, malis_shop: Seller, to_pack: SellerOrder, power: str
) -> None:
    make_grant(helper, malis_shop, powers=[power])

    today = read(browser, "desk:today")
    statuses = {
        browser.get(reverse(name, args=arguments)).status_code
        for name, arguments in (
            ("desk:orders", []),
            ("desk:order", [to_pack.number]),
            ("desk:slip", [to_pack.number]),
        )
    }

    assert statuses == {403}
    assert pack(browser, to_pack).status_code == 403
    assert to_pack.number not in today
    assert "สมชาย" not in today
    to_pack.refresh_from_db()
    assert to_pack.state == State.TO_PACK


def test_a_helper_sees_no_sales_and_no_share(
    browser: Client, grant: Grant, to_pack: SellerOrder
) -> None:
    assert "Sold today" not in read(browser, "desk:today")
    assert "Your share" not in read(browser, "desk:order", to_pack.number)


def test_what_is_not_granted_is_said_in_one_sentence(
    browser: Client, helper: Helper, malis_shop: Seller
) -> None:
    make_grant(helper, malis_shop, powers=["list_products"])

    answer = browser.get(reverse("desk:orders"))

    sentence = "Your part at Mali&#x27;s Loom does not include this; its owner can give it to you."
    assert answer.status_code == 403
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("name", OWNERS_ALONE)
def test_a_helper_never_reaches_account_and_helpers(
    browser: Client, grant: Grant, name: str
) -> None:
    assert browser.get(reverse(name)).status_code in {403, 404}
    assert browser.post(reverse(name)).status_code in {403, 404, 405}


@pytest.mark.parametrize("name", ["desk:helper-yes", "desk:helper-no", "desk:helper-end"])
def test_a_helper_answers_for_no_owner(
    browser: Client, helper: Helper, grant: Grant, malis_shop: Seller, name: str
) -> None:
    other = make_helper(make_user("other@example.org"))
    asked = make_grant(other, malis_shop, state=Grant.State.ASKED)

    assert browser.post(reverse(name, args=[asked.pk])).status_code == 403

    asked.refresh_from_db()
    assert asked.state == Grant.State.ASKED


def test_a_grant_reaches_no_other_seller(
    browser: Client, grant: Grant, to_pack: SellerOrder
) -> None:
    kham = make_seller("kham", owner=make_user("kham@example.org"))
    foreign = share_of(make_purchase(make_listing(kham, slug="cup")))

    assert browser.get(reverse("desk:order", args=[foreign.number])).status_code == 404
    assert pack(browser, foreign).status_code == 404
    assert browser.post(reverse("desk:switch"), {"seller": "kham"}).status_code == 404


@pytest.mark.parametrize("how", ["ended", "expired", "helper retired"])
def test_what_is_over_is_a_404_at_once_in_an_open_session(
    browser: Client, grant: Grant, to_pack: SellerOrder, how: str
) -> None:
    choose(browser, grant.seller)
    assert browser.get(reverse("desk:order", args=[to_pack.number])).status_code == 200

    if how == "ended":
        Grant.objects.update(state=Grant.State.ENDED)
    elif how == "expired":
        Grant.objects.update(until=timezone.localdate() - timedelta(days=1))
    else:
        Helper.objects.update(is_active=False)

    assert pack(browser, to_pack).status_code == 404
    assert browser.get(reverse("desk:today")).status_code == 404
    to_pack.refresh_from_db()
    assert to_pack.state == State.TO_PACK


def test_a_lost_desk_does_not_turn_into_the_next_one(
    browser: Client, helper: Helper, grant: Grant
) -> None:
    kham = make_seller("kham", owner=make_user("kham@example.org"))
    make_grant(helper, kham)
    choose(browser, grant.seller)

    Grant.objects.filter(pk=grant.pk).update(state=Grant.State.ENDED)

    assert [browser.get(reverse("desk:today")).status_code for _ in range(2)] == [404, 404]
    choose(browser, kham)
    assert browser.get(reverse("desk:today")).status_code == 200


def test_a_lost_desk_leaves_the_own_shop(browser: Client, grant: Grant, dao: User) -> None:
    own = make_seller("dao", name_en="Dao's Mats", owner=dao)
    choose(browser, grant.seller)

    Grant.objects.update(state=Grant.State.ENDED)

    assert browser.get(reverse("desk:today")).status_code == 404
    assert "Dao&#x27;s Mats" in read(browser, "desk:today")
    assert own.pk


def test_in_an_own_team_one_acts_for_oneself(browser: Client, grant: Grant, dao: User) -> None:
    join_team(grant.seller, dao)

    assert "You act for" not in read(browser, "desk:today")


def test_each_answer_of_an_owner_works_at_once(
    browser: Client, helper: Helper, malis_shop: Seller, mali: User
) -> None:
    asked = make_grant(helper, malis_shop, state=Grant.State.ASKED)
    browser.force_login(mali)

    browser.post(reverse("desk:helper-yes", args=[asked.pk]))
    asked.refresh_from_db()
    assert (asked.state, asked.consent) == ("active", "account")
    browser.post(reverse("desk:helper-end", args=[asked.pk]))
    asked.refresh_from_db()
    assert (asked.state, asked.ended_by) == ("ended", mali)
    page = browser.post(reverse("desk:helper-end", args=[asked.pk]), follow=True)
    assert "This was answered or ended already." in page.content.decode()


def test_the_owners_page_asks_as_often_for_ten_helpers_as_for_one(
    client: Client, malis_shop: Seller, mali: User
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(mali)
    counts = []
    for first in (0, 5):
        for number in range(first, first + 5):
            make_grant(make_helper(make_user(f"h{number}@example.org")), malis_shop)
        client.get(reverse("desk:helpers"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk:helpers"))
        counts.append(len(queries))

    assert counts[0] == counts[1]

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.assistance.models import Grant, Helper
from community.people.models import User
from community.sellers.models import Seller
from tests.cast import make_delivery, make_listing, make_seller, make_user
from tests.helping import make_grant, make_helper
from tests.sold import make_purchase


@pytest.fixture
def helper(dao: User) -> Helper:
    return make_helper(dao)


@pytest.fixture
def browser(client: Client, helper: Helper) -> Client:
    client.force_login(helper.user)
    client.cookies["talat_language"] = "en"
    return client


def one_more(helper: Helper, number: int, **fields: Any) -> Seller:
    """Return a seller that is helped, with one order to pack and one thing running low."""
    owner = make_user(f"owner{number}@example.org", name=f"Owner {number}")
    seller = make_seller(f"shop-{number}", owner=owner, name_en=f"Shop {number}")
    make_delivery(seller)
    listing = make_listing(seller, stock=2, low_stock=1, slug=f"thing-{number}")
    make_purchase(listing)
    make_grant(helper, seller, **fields)
    return seller


def home(browser: Client) -> str:
    return browser.get(reverse("helping:home")).content.decode()


def test_what_waits_stands_beside_each_seller(browser: Client, helper: Helper) -> None:
    one_more(helper, 1)

    page = home(browser)

    assert "Shop 1" in page
    assert "1 to pack" in page
    assert "1 running low" in page
    assert "Act for Owner 1" in page


def test_orders_are_not_counted_without_the_power(browser: Client, helper: Helper) -> None:
    one_more(helper, 1, powers=["list_products"])

    page = home(browser)

    assert "1 to pack" not in page
    assert "1 running low" in page


def test_an_ended_grant_is_gone_and_an_asked_one_waits(browser: Client, helper: Helper) -> None:
    one_more(helper, 1, state=Grant.State.ENDED)
    one_more(helper, 2, state=Grant.State.ASKED)

    page = home(browser)

    assert "Shop 1" not in page
    assert "Act for Owner 2" not in page
    assert "Get the yes" in page


def test_the_queries_do_not_grow_with_the_sellers(
    browser: Client, helper: Helper, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one_more(helper, 0)
    home(browser)  # what is remembered is remembered now
    counts = []
    for first in (1, 6):
        for number in range(first, first + 5):
            one_more(helper, number)
        with CaptureQueriesContext(connection) as queries:
            home(browser)
            browser.get(reverse("helping:packing"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_packing_sheet_has_each_seller_on_its_own_page(browser: Client, helper: Helper) -> None:
    one_more(helper, 1)
    one_more(helper, 2)
    one_more(helper, 3, powers=["manage_stock"])

    page = browser.get(reverse("helping:packing")).content.decode()
    alone = browser.get(reverse("helping:packing") + "?seller=shop-2").content.decode()

    assert page.count("big-sheet") == 2
    assert "Shop 3" not in page
    assert "สมชาย ใจดี" in page
    assert "Shop 1" not in alone


def test_who_is_no_helper_any_more_finds_nothing(browser: Client, helper: Helper) -> None:
    Helper.objects.update(is_active=False)

    assert browser.get(reverse("helping:home")).status_code == 404

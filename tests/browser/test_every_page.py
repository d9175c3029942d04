"""Every public page on a telephone: nothing for axe to find, nothing to scroll sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import selling
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_staff

PUBLIC = (
    "/goods/",
    "/search/?q=a-word-that-nobody-sells",
    "/sellers/",
    "/sellers/mali/",
    "/communities/",
    "/communities/mae-chaem/",
    "/provinces/50/",
    "/basket/",
    "/orders/",
    "/account/login/",
    "/account/signup/",
    "/account/signup/email/",
    "/account/code/",
    "/account/password/reset/",
)

OFFICE = (
    "/office/",
    "/office/purchases/",
    "/office/webhooks/",
    "/office/money/",
    "/office/money/refunds/",
    "/office/money/ways/",
    "/office/money/payouts/schedule/",
)


@pytest.mark.parametrize("language", ["th", "en"])
def test_public_pages_are_fit_for_everybody(
    visitor: Visitor, stalls: Stalls, language: str
) -> None:
    visitor.speak(language)
    for path in (*PUBLIC, stalls.cloth.category.get_absolute_url(), "/search/?q=o"):
        visitor.open(path)

        visitor.look(path)


def test_the_desk_before_the_first_order_is_fit_for_everybody(
    visitor: Visitor, telephones: list[BrowserContext]
) -> None:
    mali = selling.enter_desk(visitor, telephones, "mali@example.org")
    for path in ("/desk/", "/desk/orders/", "/desk/money/", "/desk/money/rows/", "/account/"):
        mali.open(path)

        mali.look(path)


def test_the_office_is_fit_for_everybody(
    visitor: Visitor, telephones: list[BrowserContext]
) -> None:
    make_staff()
    anan = selling.enter_desk(visitor, telephones, "anan@example.org", "/office/")
    for path in OFFICE:
        anan.open(path)

        anan.look(path)


def test_the_dashboard_asks_nothing_of_other_hosts(
    visitor: Visitor, telephones: list[BrowserContext]
) -> None:
    make_staff()
    anan = selling.enter_desk(visitor, telephones, "anan@example.org", "/dashboard/")

    assert anan.page.evaluate("typeof jQuery") == "function"
    assert anan.trouble == []

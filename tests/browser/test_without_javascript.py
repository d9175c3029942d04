"""The way to a paid purchase on a telephone whose browser runs no scripts."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from shop.purchases.models import Purchase
from tests.browser import buying
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor


def test_a_guest_buys_without_scripts(
    site: Site, stalls: Stalls, bare_phone: BrowserContext
) -> None:
    visitor = Visitor(bare_phone, site, has_scripts=False)
    visitor.open("/")
    visitor.look("home")
    buying.put_in_basket(visitor, stalls.cloth)
    buying.put_in_basket(visitor, stalls.rice, "2")
    buying.go_to_checkout(visitor)
    visitor.look("contact")
    buying.tell_contact(visitor)
    visitor.look("contact, the postcode looked up")
    visitor.press("Continue to delivery")
    buying.choose_first_deliveries(visitor)
    visitor.press("Continue to payment")
    visitor.look("review")
    buying.order(visitor, "promptpay")
    visitor.look("QR code")
    bank = buying.open_bank(visitor)
    buying.pay_at_bank(bank)

    # The page asks again every ten seconds of its own accord; a person presses sooner.
    visitor.page.reload()

    buying.see_paid(visitor)
    visitor.look("paid purchase")
    assert buying.newest_purchase().state == Purchase.State.PAID


def test_the_code_page_looks_again_by_itself_without_scripts(
    site: Site, stalls: Stalls, bare_phone: BrowserContext
) -> None:
    visitor = Visitor(bare_phone, site, has_scripts=False)
    buying.reach_payment(visitor, stalls)

    buying.order(visitor, "promptpay")

    refresh = visitor.page.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]")
    assert refresh.get_attribute("content") == "10"

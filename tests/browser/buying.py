"""The buyer's way through the shop, screen by screen; the same with JavaScript and without."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from shop.listings.models import Listing
from shop.purchases.models import Purchase
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor

Look = Callable[[str], None]
# Three digits and three letters groups: the page of a purchase, or of its payment.
PAYING = re.compile(r"/pay/[^/]+/$")
PURCHASE = re.compile(r"/orders/[^/]+/$")
DECLINED = "4000 0000 0000 0002"
GOOD_CARD = "4242 4242 4242 4242"


def put_in_basket(visitor: Visitor, listing: Listing, quantity: str = "1") -> None:
    visitor.open(listing.get_absolute_url())
    visitor.page.locator("input[name=quantity]").fill(quantity)
    visitor.press("Put in basket")


def go_to_checkout(visitor: Visitor) -> None:
    visitor.open("/basket/")
    visitor.follow("Go on to pay")


def tell_contact(visitor: Visitor, *, email: str = "", name: str = "สมชาย ใจดี") -> None:
    """Fill the first screen: the place by postcode."""
    page = visitor.page
    page.locator("#id_name").fill(name)
    page.locator("#id_phone").fill("081 000 0001")
    page.locator("#id_email").fill(email)
    look_up_postcode(visitor, "50200")
    page.locator("#id_place").select_option(index=1)
    page.locator("#id_address").fill("12/3 Tha Phae")


def look_up_postcode(visitor: Visitor, postcode: str) -> None:
    """Type the postcode; with JavaScript leaving the field is enough."""
    button = visitor.page.get_by_role("button", name=visitor.say("Find sub-districts"))
    visitor.page.locator("#id_postcode").fill(postcode)
    with visitor.page.expect_navigation():
        if visitor.has_scripts:
            visitor.page.locator("#id_postcode").blur()
        else:
            button.click()


def choose_first_deliveries(visitor: Visitor) -> None:
    for group in visitor.page.get_by_role("radiogroup").all():
        group.get_by_role("radio").first.check()


def order(visitor: Visitor, method: str) -> None:
    """Press the button that places the purchase."""
    visitor.page.locator(f"input[name=method][value={method}]").check()
    button = visitor.page.locator("button.btn-primary", has_text="฿")
    with visitor.page.expect_navigation():
        button.click()


def newest_purchase() -> Purchase:
    return Purchase.objects.latest("pk")


def pay_by_card(page: Page, number: str) -> None:
    page.locator("#email").fill("somchai@example.org")
    page.locator("#number").fill(number)
    with page.expect_navigation():
        page.locator("button[type=submit]").first.click()


def see_paid(visitor: Visitor) -> None:
    """Wait until the page has gone on, by itself, to the paid purchase."""
    expect(visitor.page).to_have_url(PURCHASE, timeout=15_000)
    visitor.sees("Thank you, it is paid")


def open_bank(visitor: Visitor) -> Page:
    """Open the sandbox's page in another tab, as its link on the code's page does."""
    text = visitor.say("Demo: pay with play money")
    bank = visitor.context.new_page()
    bank.goto(visitor.page.get_by_role("link", name=text).get_attribute("href") or "")
    return bank


def pay_at_bank(bank: Page) -> None:
    with bank.expect_navigation():
        bank.locator("button[type=submit]").click()


def reach_payment(visitor: Visitor, stalls: Stalls, *, email: str = "") -> None:
    put_in_basket(visitor, stalls.cloth)
    put_in_basket(visitor, stalls.rice)
    go_to_checkout(visitor)
    tell_contact(visitor, email=email)
    visitor.press("Continue to delivery")
    choose_first_deliveries(visitor)
    visitor.press("Continue to payment")


def buy_by_promptpay(visitor: Visitor, stalls: Stalls, *, email: str = "") -> None:
    reach_payment(visitor, stalls, email=email)
    order(visitor, "promptpay")
    bank = open_bank(visitor)
    pay_at_bank(bank)
    bank.close()
    see_paid(visitor)

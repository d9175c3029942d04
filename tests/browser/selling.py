"""A seller's way through the desk, on a telephone."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

# The last digit before TH checks the others: 1 is right.
MISTYPED = "EF582568152TH"
TRACKING = "EF582568151TH"


def log_in(visitor: Visitor, login: str, then: str = "/desk/") -> None:
    visitor.open(f"/account/login/?next={then}")
    visitor.page.locator("#id_login").fill(login)
    visitor.page.locator("#id_password").fill(PASSWORD)
    visitor.press("Log in")


def open_first_to_pack(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(".task a.btn").first.click()


def pack(visitor: Visitor) -> None:
    visitor.press("It is packed")
    visitor.sees("Packed. Next: send it.")


def ship(visitor: Visitor, number: str) -> None:
    visitor.page.locator("#id_tracking_number").fill(number)
    visitor.press("It is sent")


def sees_doubt(visitor: Visitor, number: str) -> None:
    """The number is asked about, and still stands in its field."""
    visitor.sees("A digit seems to be wrong: the last one does not fit the others. Look again.")
    expect(visitor.page.locator("#id_tracking_number")).to_have_value(number)


def enter_desk(
    buyer: Visitor, telephones: list[BrowserContext], login: str, then: str = "/desk/"
) -> Visitor:
    """Return a seller, or staff, who has logged in on a telephone of their own."""
    seller = Visitor(telephones.pop(), buyer.site)
    log_in(seller, login, then)
    return seller


def print_slip(visitor: Visitor) -> None:
    visitor.follow("Packing slip")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".slip")).to_be_visible()
    expect(visitor.page.locator("[data-print]")).to_be_hidden()
    visitor.page.emulate_media(media="screen")

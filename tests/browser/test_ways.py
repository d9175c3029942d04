"""Pay at the door, or each seller by itself: on a telephone without JavaScript, and on the desk."""

from __future__ import annotations

import os

from playwright.sync_api import BrowserContext, expect

from community.people.models import User
from shop.purchases.models import Purchase
from tests.browser.buying import (
    choose_first_deliveries,
    go_to_checkout,
    order,
    put_in_basket,
    tell_contact,
)
from tests.browser.selling import enter_desk
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_staff
from tests.shop.ways.wayside import Method, give_promptpay, switch_on

SHOTS = os.environ.get("SHOTS", "")


def shoot(visitor: Visitor, name: str) -> None:
    if not SHOTS:
        return
    for width in (390, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    visitor.page.set_viewport_size({"width": 390, "height": 844})


def to_the_last_screen(visitor: Visitor, *listings: object) -> None:
    for listing in listings:
        put_in_basket(visitor, listing)  # type: ignore[arg-type]
    go_to_checkout(visitor)
    tell_contact(visitor)
    visitor.press("Continue to delivery")
    choose_first_deliveries(visitor)
    visitor.press("Continue to payment")


def test_cash_on_delivery_from_the_basket_to_the_sellers_hand(
    bare_phone: BrowserContext, stalls: Stalls, site: object, telephones: list[BrowserContext]
) -> None:
    visitor = Visitor(bare_phone, site, has_scripts=False)  # type: ignore[arg-type]
    switch_on(Method.COD, stalls.loom, fee_fixed="20.00", most="2000.00")
    switch_on(Method.TRANSFER)

    to_the_last_screen(visitor, stalls.cloth)
    visitor.look("ways to pay")
    shoot(visitor, "choose")
    visitor.page.locator("input[name=method][value=cod]").check()
    visitor.press("Place the order")
    visitor.look("agreed")
    shoot(visitor, "agreed")
    purchase = Purchase.objects.get()
    share = purchase.seller_orders.get()
    mali = enter_desk(visitor, telephones, "mali@example.org", f"/desk/orders/{share.number}/")
    mali.look("an order that is paid at the door")
    shoot(mali, "desk-order")
    mali.open("/desk/money/ways/")
    mali.look("the seller's ways")
    shoot(mali, "desk-ways")

    assert purchase.state == Purchase.State.AGREED


def test_each_seller_is_paid_by_itself(
    visitor: Visitor, stalls: Stalls, settings: object, telephones: list[BrowserContext]
) -> None:
    settings.COLLECT_BY = "seller_direct"  # type: ignore[attr-defined]
    mali = User.objects.get(email="mali@example.org")
    for seller, number in ((stalls.loom, "0812345678"), (stalls.farm, "0898765432")):
        give_promptpay(seller, mali, number)

    to_the_last_screen(visitor, stalls.cloth, stalls.rice)
    order(visitor, "seller_qr")
    visitor.look("pay each seller")
    shoot(visitor, "each-seller")

    expect(visitor.page.locator("section[id^=pay-]")).to_have_count(2)


def test_staff_set_the_ways(visitor: Visitor, stalls: Stalls) -> None:
    make_staff()
    from tests.browser.selling import log_in

    log_in(visitor, "anan@example.org", "/office/money/ways/")
    visitor.look("the market's ways")
    shoot(visitor, "office-ways")
    visitor.page.locator("#id_cod-least").fill("3000")
    visitor.press("Save")
    visitor.look("a limit that cannot be")
    shoot(visitor, "office-ways-wrong")

    expect(visitor.page.locator("#id_cod-least")).to_have_value("3000")

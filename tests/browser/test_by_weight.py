"""Half a kilogram of mangoes, from the shop to the scale and back to the buyer's page."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from shop.listings.cards import rebuild_cards
from shop.purchases.models import SellerOrder
from tests.browser.selling import log_in
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_listing
from tests.sold import make_purchase, share_of


def look(visitor: Visitor, name: str) -> None:
    """Look for what is wrong with the page; keep a picture of it where $SHOTS says."""
    visitor.look(name)
    if shots := os.environ.get("SHOTS"):
        for width in (390, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 844})
            visitor.page.screenshot(path=Path(shots) / f"{name}-{width}.png", full_page=True)
        visitor.page.set_viewport_size({"width": 390, "height": 844})


def test_half_a_kilogram_is_ordered_weighed_and_told(
    phone: BrowserContext, site: Site, stalls: Stalls
) -> None:
    fields = {"unit": "kg", "is_weighed": True, "slug": "mangoes", "title_en": "Mangoes"}
    mangoes = make_listing(stalls.loom, "120.00", 5000, title_th="มะม่วงน้ำดอกไม้", **fields)
    rebuild_cards()
    visitor = Visitor(phone, site)
    visitor.open(mangoes.get_absolute_url())
    look(visitor, "product")
    quantity = visitor.page.locator("input[name=quantity]")
    visitor.page.locator("[data-step='0.5']").click()
    expect(quantity).to_have_value("1.5")
    quantity.fill("5 ขีด")
    visitor.press("Put in basket")
    expect(visitor.page.locator("input[name=quantity]")).to_have_value("0.5")
    look(visitor, "basket")
    order = share_of(make_purchase(mangoes, quantity=1000, delivery_kind="pickup"))
    log_in(visitor, "mali@example.org", f"/desk/orders/{order.number}/")
    look(visitor, "order")
    weight = visitor.page.locator("input[name^=weight-]")
    weight.fill("0.8")
    visitor.press("It is packed")
    expect(weight).to_have_value("0.8")
    look(visitor, "wrong")
    weight.fill("9 ขีด")
    visitor.press("It is packed")
    look(visitor, "packed")
    visitor.press("Handed over")
    assert SellerOrder.objects.get(pk=order.pk).total == 148
    look(visitor, "left")
    purchase = order.purchase
    visitor.open(f"{purchase.get_absolute_url()}?t={purchase.token}")
    visitor.sees("Comes back to you, as it was lighter")
    look(visitor, "purchase")
    assert visitor.trouble == []

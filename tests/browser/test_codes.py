"""A shop gives out a code, a buyer uses it: on a telephone without JavaScript."""

from __future__ import annotations

import os

from playwright.sync_api import BrowserContext, expect

from shop.vouchers.models import Terms
from tests.browser.buying import put_in_basket
from tests.browser.selling import log_in
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor

SHOTS = os.environ.get("SHOTS", "")


def shoot(visitor: Visitor, name: str) -> None:
    if not SHOTS:
        return
    for width in (390, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    visitor.page.set_viewport_size({"width": 390, "height": 844})


def test_a_code_from_the_desk_to_the_basket(
    bare_phone: BrowserContext, stalls: Stalls, site: object
) -> None:
    visitor = Visitor(bare_phone, site, has_scripts=False)  # type: ignore[arg-type]
    log_in(visitor, "mali@example.org", "/desk/vouchers/")
    page = visitor.page
    page.fill("#id_code", "mali")
    page.fill("#id_value", "๒๐")
    page.fill("#id_last_day", "1/1/2560")
    visitor.press("Give out the code")
    shoot(visitor, "desk-wrong")
    expect(page.locator("#id_code")).to_have_value("mali")
    page.fill("#id_last_day", "31/12/2569")
    visitor.press("Give out the code")

    assert Terms.objects.get().amount == 20
    shoot(visitor, "desk")
    page.context.clear_cookies()
    put_in_basket(visitor, stalls.cloth)
    visitor.open("/basket/")
    page.locator("details.more summary").click()
    page.fill("#voucher-code", "mali")
    visitor.press("Use the code")

    expect(page.get_by_text("MALI จาก กี่แม่มะลิ: ฿20")).to_be_visible()
    shoot(visitor, "basket")
    assert visitor.trouble == []

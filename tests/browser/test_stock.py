"""A seller at a market stall: two taps write down a sale, and a count is line by line."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from shop.stock.models import Movement, StockTake
from tests.browser import selling
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor


def sell_three(visitor: Visitor) -> None:
    visitor.page.locator(".stall summary").first.click()
    with visitor.page.expect_navigation():
        visitor.page.locator(".stall[open] button[value='3']").click()


def last_change() -> tuple[str, int]:
    movement = Movement.objects.latest("pk")
    return movement.why, movement.change


@pytest.mark.parametrize("path", ["/desk/", "/desk/stock/"])
def test_two_taps_write_down_a_sale_without_scripts(
    site: Site, stalls: Stalls, bare_phone: BrowserContext, path: str
) -> None:
    mali = Visitor(bare_phone, site, has_scripts=False)
    selling.log_in(mali, "mali@example.org", path)

    sell_three(mali)

    assert last_change() == ("stall_sale", -3)
    expect(mali.page.locator("[role=status]").first).to_be_visible()
    mali.look("sold without scripts")


def test_a_sale_is_taken_back_and_the_shelf_counted(
    visitor: Visitor, telephones: list[BrowserContext]
) -> None:
    mali = selling.enter_desk(visitor, telephones, "mali@example.org", "/desk/stock/")
    mali.look("stock")
    sell_three(mali)
    mali.look("sold")
    mali.press("That was wrong: take it back")
    mali.look("the book")
    assert last_change() == ("stall_sale", 3)
    mali.open("/desk/stock/count/")
    mali.look("counts")
    mali.press("Begin to count")
    mali.look("count")
    take = mali.page.url.removeprefix(mali.site.url)
    for place in ("table/", "sheet/"):
        mali.open(take + place)
        mali.look(place)
    mali.open(take)
    mali.page.locator(".count-number").first.fill("๗")
    with mali.page.expect_navigation():
        mali.page.locator(".count-form button").first.click()
    mali.look("counted")
    mali.follow("Finish the count")
    mali.look("the end of a count")

    mali.press("Put the book right")

    assert last_change() == ("count", -2)
    assert StockTake.objects.get().state == StockTake.State.DONE

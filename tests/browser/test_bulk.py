"""A seller brings a messy list, answers, saves, and changes prices in the table."""

from __future__ import annotations

from playwright.sync_api import expect

from shop.spreadsheets.models import Import
from tests.browser.selling import log_in
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.shop.spreadsheets.bringing import file_of, plant_template_categories


def test_a_list_is_brought_looked_at_and_saved(visitor: Visitor, stalls: Stalls) -> None:
    plant_template_categories()
    page = visitor.page
    log_in(visitor, "mali@example.org", "/desk/goods/import/")
    visitor.look("goods by file")

    page.locator("#id_file").set_input_files(file_of("b"))
    visitor.press("Read the file")
    visitor.look("the columns of a file")
    visitor.press("Read the rows")
    visitor.look("the look at a file")

    page.locator("[name='typed-11-stock']").fill("๘")
    page.locator("[name='pick-22-price'][value='1450']").check(force=True)
    page.get_by_role("button", name=visitor.say("Take these answers")).last.click()
    expect(page.locator("#row-22")).to_contain_text("฿1,450.00")
    for choice in page.locator("select[name^=category-]").all():
        choice.select_option(index=1)
    page.get_by_role("button", name=visitor.say("Take these answers")).first.click()
    page.locator("form[action$='/save/'] button").click()
    visitor.look("a file that was saved")

    assert Import.objects.get().new_count > 10
    visitor.open("/desk/goods/table/")
    visitor.look("the table of prices")
    page.locator("input[name$='-price']").first.fill("ราคา")
    visitor.press("Save what changed")
    visitor.look("the table with a mistake")
    visitor.open("/desk/goods/photos/")
    visitor.look("photos by zip")

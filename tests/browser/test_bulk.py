"""A seller brings a messy list, answers, saves, and changes prices in the table."""

from __future__ import annotations

from playwright.sync_api import expect

from community.people.models import User
from shop.spreadsheets.models import Import, ImportFile
from tests.browser.selling import log_in
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import seller_of
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


def test_the_bar_moves_while_a_file_is_saved(visitor: Visitor, stalls: Stalls) -> None:
    mali = User.objects.get(email="mali@example.org")
    brought = Import.objects.create(
        seller=seller_of(mali), brought_by=mali, state=Import.State.SAVING, total=3000
    )
    kept = ImportFile.objects.create(import_of=brought, data=b"x")
    log_in(visitor, "mali@example.org", f"/desk/goods/import/{brought.key}/")
    bar = visitor.page.locator("progress")
    expect(bar).to_have_js_property("value", 0)

    kept.rows_saved = 1500
    kept.save()

    expect(bar).to_have_js_property("value", 1500)
    expect(bar).to_have_js_property("max", 3000)
    Import.objects.update(state=Import.State.SAVED)
    expect(bar).to_have_count(0)  # the page moves on by itself

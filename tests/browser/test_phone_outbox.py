"""A telephone on a weak line: photos, drafts and forms outlive the line and the tab."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from shop.listings.models import Listing
from shop.stock.models import Movement
from shop.uploads.models import Upload
from tests.browser import selling
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor

NEW = "/desk/goods/new/"
LEARNT = """new Promise((done) => {
    const end = Date.now() + 20000;
    const known = () => localStorage.getItem("talat-desk-things");
    const look = () => known() || Date.now() > end ? done(known()) : setTimeout(look, 50);
    look();
})"""
READY = "navigator.serviceWorker.ready.then((one) => one.active.state)"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, phone: BrowserContext) -> None:
    settings.MEDIA_ROOT = tmp_path
    phone.set_default_timeout(30_000)  # a telephone makes its own photos small first


def shot(name: str, colour: str, size: tuple[int, int] = (3000, 2250)) -> FilePayload:
    """Return a photo as a telephone takes it, with the place in it."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (18.0, 47.0, 13.0)
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def open_new(mali: Visitor) -> Page:
    selling.log_in(mali, "mali@example.org", NEW)
    mali.page.evaluate(READY)
    return mali.page


def write(page: Page, title: str = "ผ้าขาวม้าทอมือ") -> None:
    page.locator("#id_title_th").fill(title)
    page.locator("#id_price").fill("๒๕๐")
    page.locator("#id_stock").fill("4")
    page.locator("#id_category").select_option(index=1)


def test_a_thing_is_listed_from_a_telephone(visitor: Visitor, stalls: Stalls) -> None:
    page = open_new(visitor)
    page.locator("#id_photos").set_input_files([shot("1.jpg", "red"), shot("2.jpg", "blue")])
    expect(page.get_by_text(visitor.say("here"), exact=True)).to_have_count(2, timeout=30_000)
    write(page)
    page.locator("[data-photo-list] [data-shift='1']").first.click()
    visitor.look("new listing")

    with page.expect_navigation():
        page.locator(".action-bar .btn-primary").click()

    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    uploads = list(Upload.objects.order_by("-pk").values_list("photo_key", flat=True))
    assert [photo.key for photo in listing.photos.all()] == uploads
    assert max(Upload.objects.values_list("size", flat=True)) < 200_000
    visitor.look("after listing")


def test_without_a_line_it_waits_and_goes_once(visitor: Visitor, stalls: Stalls) -> None:
    page = open_new(visitor)
    visitor.trouble.clear()
    visitor.context.set_offline(True)
    page.locator("#id_photos").set_input_files([shot("1.jpg", "red")])
    expect(page.locator("[data-photo-list] img")).to_have_count(1)
    write(page)
    page.locator(".action-bar .btn-primary").click()
    expect(page.locator("[data-queue-list] li")).to_have_count(1)
    assert not Listing.objects.filter(title_th="ผ้าขาวม้าทอมือ").exists()

    visitor.context.set_offline(False)

    expect(page.locator("[data-queue-empty]")).to_be_visible(timeout=30_000)
    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    assert (listing.photos.count(), Listing.objects.count()) == (1, 3)
    visitor.trouble.clear()
    visitor.look("nothing waits")


def leave(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator('form[action="/account/logout/"] button').click()


def test_a_draft_outlives_its_tab_and_is_shown_to_nobody_else(
    visitor: Visitor, stalls: Stalls
) -> None:
    page = open_new(visitor)
    page.locator("#id_photos").set_input_files([shot("1.jpg", "red", (900, 600))])
    expect(page.get_by_text(visitor.say("here"), exact=True)).to_have_count(1, timeout=30_000)
    page.locator("#id_title_th").fill("ผ้าขาวม้าทอมือ")
    expect(page.locator("[data-draft-said]")).not_to_be_empty(timeout=30_000)
    page.close()

    visitor.page = page = visitor.context.new_page()
    visitor.open(NEW)
    expect(page.locator("#id_title_th")).to_have_value("ผ้าขาวม้าทอมือ")
    expect(page.locator("[data-photo-list] img[src^='data:']")).to_have_count(1)
    leave(visitor)
    visitor.open("/desk/phone/")
    expect(page.locator("[data-if-nobody]")).to_be_visible()
    selling.log_in(visitor, "082 000 0002", NEW)
    expect(page.locator("#id_title_th")).to_have_value("")
    expect(page.locator("[data-photo-list] li")).to_have_count(0)
    leave(visitor)
    selling.log_in(visitor, "mali@example.org", NEW)

    expect(page.locator("#id_title_th")).to_have_value("ผ้าขาวม้าทอมือ")
    visitor.look("a draft that came back")


def test_a_stall_sale_without_a_line_is_written_once_when_it_is_back(
    visitor: Visitor, stalls: Stalls
) -> None:
    selling.log_in(visitor, "mali@example.org")
    page = visitor.page
    page.evaluate(READY)
    assert page.evaluate(LEARNT)
    visitor.context.set_offline(True)
    visitor.open("/desk/stock/")
    expect(page.locator("[data-if-offline]")).to_be_visible()
    visitor.trouble.clear()
    visitor.look("the desk without a line")
    page.locator(".stall summary").first.click()
    page.locator(".stall-numbers button").nth(2).click()
    expect(page.locator("[data-queue-list] li")).to_have_count(1)
    assert not Movement.objects.filter(why="stall_sale").exists()

    visitor.context.set_offline(False)

    expect(page.locator("[data-queue-empty]")).to_be_visible(timeout=30_000)
    sale = Movement.objects.get(why="stall_sale")
    assert (sale.change, sale.before, sale.after) == (-3, 9, 6)
    assert sale.key is not None
    assert sale.happened_at is not None


def test_what_was_refused_is_shown_and_can_be_put_right(visitor: Visitor, stalls: Stalls) -> None:
    page = open_new(visitor)
    visitor.context.set_offline(True)
    page.locator("#id_photos").set_input_files([shot("1.jpg", "red", (900, 600))])
    expect(page.locator("[data-photo-list] img")).to_have_count(1)
    write(page)
    page.locator("#id_price").fill("ถูก")
    page.locator(".action-bar .btn-primary").click()
    expect(page.locator("[data-queue-list] li")).to_have_count(1)
    visitor.context.set_offline(False)
    sentence = visitor.say("Write the price as a number, such as 250 or 250.50.")
    expect(page.locator("[data-queue-list] [data-said]")).to_contain_text(sentence, timeout=30_000)
    visitor.trouble.clear()
    visitor.look("refused")

    with page.expect_navigation():
        page.locator("[data-open]").click()
    expect(page.locator("#id_price")).to_have_value("ถูก")
    page.locator("#id_price").fill("250")
    with page.expect_navigation():
        page.locator(".action-bar .btn-primary").click()

    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    assert listing.photos.count() == 1


LEFT_BEHIND = """async ([price, photos]) => {
    const fields = [["key", "k"], ["title_th", "ผ้า"], ["price", "250"], ["draft", "1"]];
    const entry = { key: "k", owner: "o", seller: "s", fields, photos: ["p"], at: 1 };
    const typed = [["key", "k"], ["title_th", "ผ้า"], ["price", price]];
    const draft = { id: "o:s:listing", fields: typed, photos };
    await Outbox.put("queue", entry);
    await Outbox.put("drafts", draft);
    await Outbox.put("photos", { key: "p", at: Date.now() });
    await Outbox.forget(entry);
    const left = await Outbox.get("drafts", draft.id);
    const kept = await Outbox.all("photos");
    return { draft: left ? Object.fromEntries(left.fields) : null, photos: kept.length };
}"""


def test_a_draft_goes_with_what_was_sent_of_it_and_stays_where_it_was_written_on(
    visitor: Visitor, stalls: Stalls
) -> None:
    """Its page was closed while it sent: the draft is left behind, under the same key."""
    page = open_new(visitor)

    as_sent = page.evaluate(LEFT_BEHIND, ["250", ["p"]])
    written_on = page.evaluate(LEFT_BEHIND, ["999", ["p"]])

    assert as_sent == {"draft": None, "photos": 0}
    assert written_on["draft"]["price"] == "999"
    assert written_on["draft"]["key"] not in {"", "k"}
    assert written_on["photos"] == 1

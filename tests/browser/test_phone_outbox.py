"""A telephone on a weak line: photos, drafts and forms outlive the line and the tab."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from shop.browse.remembering import forget_everything
from shop.listings.models import Listing
from shop.moderation.models import Passed
from shop.stock.models import Movement
from shop.uploads.models import Upload
from tests.browser import selling
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

NEW = "/desk/goods/new/"
READY = "navigator.serviceWorker.ready.then((one) => one.active.state)"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


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
    expect(page.get_by_text(visitor.say("here"), exact=True)).to_have_count(2)
    write(page)
    page.locator("[data-photo-list] [data-shift='1']").first.click()
    visitor.look("new listing")

    with page.expect_navigation():
        page.locator(".action-bar .btn-primary").click()

    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    uploads = [str(key) for key in Upload.objects.order_by("-pk").values_list("photo_key", flat=True)]
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

    expect(page.locator("[data-queue-empty]")).to_be_visible(timeout=20_000)
    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    assert (listing.photos.count(), Listing.objects.count()) == (1, 3)
    visitor.trouble.clear()
    visitor.look("nothing waits")

"""A seller looks after the goods: finds, ticks, pauses, brings back, reads the figures."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from community.sellers.models import Seller
from shop.listings.models import Listing
from shop.visits.models import Visits
from tests.browser.selling import log_in
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_listing, make_photo, variant_of

TITLES = ("ผ้าขาวม้าทอมือย้อมครามจากบ้านหนองบัว ลายตารางหมากรุก", "ผ้าพันคอ", "กระเป๋าสาน")


def shelve(seller: Seller, cloth: Listing) -> None:
    for number, title in enumerate(TITLES):
        make_listing(seller, f"{number}50.00", number, title_th=title, slug=f"more-{number}")
    make_photo(cloth, state="waiting")
    for ago in range(20):
        day = timezone.localdate() - timedelta(days=ago)
        Visits.objects.create(listing=cloth, day=day, views=1 + ago % 5)


def test_goods_are_ticked_paused_and_read_about(visitor: Visitor, stalls: Stalls) -> None:
    shelve(stalls.loom, stalls.cloth)
    page = visitor.page
    log_in(visitor, "mali@example.org", "/desk/goods/")
    visitor.look("the list of goods")

    for box in page.locator("[name=pick]").all()[:2]:
        box.check()
    with page.expect_navigation():
        page.locator("button[name=act][value=pause]").click()
    visitor.sees("%(number)s is paused.", number=2)
    assert Listing.objects.filter(state="paused").count() == 2

    page.locator("#goods_q").fill("ผา พันคอ")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".goods-line")).to_have_count(1)
    page.locator(".goods-line summary").click()
    with page.expect_navigation():
        page.locator("button[value^='duplicate ']").click()
    assert Listing.objects.get(state="draft").title_th == "ผ้าพันคอ"

    visitor.open(f"/desk/goods/{stalls.cloth.pk}/numbers/")
    visitor.look("the figures of one thing")


def test_it_works_without_scripts(site: Site, stalls: Stalls, bare_phone: BrowserContext) -> None:
    shelve(stalls.loom, stalls.cloth)
    visitor = Visitor(bare_phone, site, has_scripts=False)
    page = visitor.page
    log_in(visitor, "mali@example.org", "/desk/goods/")

    page.locator(".more summary").first.click()
    page.locator("#goods_sort").select_option("name")
    with page.expect_navigation():
        page.locator("main form[role=search] button").click()
    first = page.locator(".goods-line").first
    expect(first).to_contain_text("กระเป๋าสาน")
    first.locator("summary").click()
    with page.expect_navigation():
        first.locator("button[value^='archive ']").click()

    assert variant_of(Listing.objects.get(state="archived")).listing.title_th == "กระเป๋าสาน"
    expect(page.locator("#goods_sort")).to_have_value("name")

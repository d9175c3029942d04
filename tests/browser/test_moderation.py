"""Staff look at goods with keys alone; a buyer reports goods without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from shop.listings.changing import change_words
from shop.listings.models import Listing
from shop.moderation.models import Look, Report
from tests.browser import selling
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_staff
from tests.shop.moderation.looking import publish_new, waiting

SHOTS = os.environ.get("SHOTS", "")  # a folder for pictures of the pages, when looked at


@pytest.fixture
def looks(site: Site, stalls: Stalls) -> list[Look]:
    """Return a change of the cloth, and the first goods of the same shop, both waiting."""
    cloth = stalls.cloth
    member = cloth.seller.members.order_by("pk").first()
    assert member
    words = {"description_th": "ผ้าฝ้ายทอมือ คู่กับเบียร์เย็น ๆ", "title_en": "Ivory cloth"}
    change_words(cloth, words, member.user)
    Listing.objects.exclude(pk=cloth.pk).filter(seller=cloth.seller).update(state="draft")
    new = publish_new(cloth.seller, member.user, title_th="ผ้าขาวม้าลายตาราง")
    make_staff()
    return [waiting(cloth), waiting(new)]


@pytest.fixture
def anan(visitor: Visitor, looks: list[Look], telephones: list[BrowserContext]) -> Visitor:
    return selling.enter_desk(visitor, telephones, "anan@example.org", "/office/goods/")


def photograph(one: Visitor, name: str) -> None:
    if SHOTS:
        for width in (390, 1280):
            one.page.set_viewport_size({"width": width, "height": 844})
            one.page.screenshot(path=Path(SHOTS, f"{name}-{width}.png"), full_page=True)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pages_are_fit_for_everybody(
    anan: Visitor, looks: list[Look], stalls: Stalls, language: str
) -> None:
    report = Report.objects.create(listing=stalls.cloth, why="untrue", text="ไม่ใช่ฝ้ายแท้")
    anan.speak(language)
    for name, path in {
        "queue": "/office/goods/",
        "none": "/office/goods/?q=nobody",
        "change": f"/office/goods/{looks[0].pk}/",
        "new": f"/office/goods/{looks[1].pk}/",
        "reports": "/office/reports/",
        "report": f"/office/reports/{report.pk}/",
        "words": "/office/words/?try=เหล้าขาว",
        "office": "/office/",
        "form": f"/goods/{stalls.cloth.product_id}/report/",
        "answer": f"/reports/{report.key}/",
    }.items():
        anan.open(path)

        anan.look(path)
        photograph(anan, f"{name}-{language}")


def test_goods_are_decided_with_keys_alone(anan: Visitor, looks: list[Look]) -> None:
    page = anan.page
    page.set_viewport_size({"width": 1280, "height": 900})
    anan.open(f"/office/goods/{looks[0].pk}/")

    page.keyboard.press("r")
    expect(page.locator("#ready-return")).to_be_focused()
    page.locator("#ready-return").select_option(index=2)
    expect(page.locator("#reason-return")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("ผ้าขาวม้าลายตาราง")
    with page.expect_navigation():
        page.keyboard.press("a")

    states = Look.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Look.State.RETURNED, Look.State.ACCEPTED]
    assert looks[1].listing.__class__.objects.get(pk=looks[1].listing_id).state == "published"
    assert not anan.trouble


def test_without_scripts_goods_are_reported_and_taken_off(
    visitor: Visitor, stalls: Stalls, bare_phone: BrowserContext
) -> None:
    make_staff()
    buyer = Visitor(bare_phone, visitor.site, has_scripts=False)
    buyer.open(stalls.cloth.get_absolute_url())
    buyer.follow("Report these goods")
    buyer.page.locator("[name=why]").first.check()
    buyer.page.locator("[name=text]").fill("ของห้ามขาย")
    buyer.press("Send the report")
    buyer.sees("Your report")
    kept = buyer.page.url

    selling.log_in(buyer, "anan@example.org", f"/office/reports/{Report.objects.get().pk}/")
    buyer.page.locator("#reason").fill("ขอบคุณ เอาออกแล้ว")
    buyer.page.locator("#seller").fill("ของห้ามขาย")
    buyer.press("It was right: take the goods off sale")
    buyer.page.goto(kept)

    expect(buyer.page.locator("main")).to_contain_text("ขอบคุณ เอาออกแล้ว")
    stalls.cloth.refresh_from_db()
    assert stalls.cloth.state == Listing.State.WITHDRAWN

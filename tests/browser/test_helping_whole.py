"""A helper brings in a member without a smartphone: applies, gets the yes, lists, packs, sends."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext

from community.audit.models import Act
from community.joining.models import Application
from shop.listings.models import Listing
from shop.purchases.models import Entry
from tests.browser import selling
from tests.browser.stalls import Stalls
from tests.browser.tapping import Thumb
from tests.browser.test_joining import bring_papers, newest_code, photo, small, tell_who, texts
from tests.browser.test_joining_whole import _sells, accept_all
from tests.browser.visitor import Visitor
from tests.cast import make_staff, make_user
from tests.helping import make_helper

__all__ = ["photo", "small", "texts"]  # fixtures
MEMBER = "บุญมี สุขใจ"


def begin(noi: Visitor) -> None:
    noi.fill("Name of the member", MEMBER)
    noi.fill("The member's telephone", "081 000 0099")
    noi.press("Begin the application")


def send(thumb: Thumb) -> None:
    thumb.tap(thumb.page.locator("[type=checkbox]"))
    thumb.press(thumb.page.locator(".action-bar .btn-primary"))
    thumb.visitor.sees("Applications that I fill in")
    thumb.visitor.look("sent for the member")


def get_the_yes(noi: Visitor, texts: Path) -> None:
    noi.open("/helping/ask/")
    with noi.page.expect_navigation():
        noi.page.locator("nav.rail a").first.click()
    noi.look("asking a known owner")
    noi.press("Go on")
    noi.press("Send the code")
    noi.fill("The code that the owner reads to you", newest_code(texts))
    noi.press("The owner says yes")
    noi.press("Act for %(owner)s", owner=MEMBER)


def list_goods(thumb: Thumb, photo: Path) -> None:
    page = thumb.page
    thumb.visitor.open("/desk/goods/new/")
    thumb.visitor.sees("You act for %(owner)s", owner=MEMBER)
    thumb.photograph(page.locator("[name=photos]"), photo, saves=False)
    thumb.type(page.locator("[name=title_th]"), "ผ้าพันคอฝ้าย")
    thumb.type(page.locator("[name=price]"), "๘๙๐")
    thumb.type(page.locator("[name=stock]"), "12")
    thumb.choose(page.locator("[name=category]"), label="ผ้า")
    thumb.press(page.locator(".action-bar .btn-primary"))


def test_a_helper_brings_a_member_in_and_sells_for_her(
    visitor: Visitor,
    telephones: list[BrowserContext],
    stalls: Stalls,
    small: BrowserContext,
    photo: Path,
    texts: Path,
) -> None:
    make_helper(make_user("noi@example.org", name="น้อย"))
    make_staff("anan@example.org", name="อนันต์")
    make_staff("wandi@example.org", name="วันดี")
    noi = Visitor(small, visitor.site)
    thumb = Thumb(noi)
    selling.log_in(noi, "noi@example.org", "/helping/apply/")

    begin(noi)
    tell_who(thumb)
    bring_papers(thumb, photo)
    send(thumb)
    get_the_yes(noi, texts)
    list_goods(thumb, photo)
    application = Application.objects.get()
    anan = selling.enter_desk(visitor, telephones, "anan@example.org", "/office/")
    accept_all(anan, str(application.key))
    wandi = selling.enter_desk(visitor, telephones, "wandi@example.org", "/office/")
    accept_all(wandi, str(application.key))
    anan.open(f"/office/applications/{application.key}/")
    anan.press("Approve")
    application.refresh_from_db()
    assert application.state == Application.State.APPROVED
    _sells(visitor, noi, Listing.objects.get(title_th="ผ้าพันคอฝ้าย"))

    entries = Entry.objects.filter(what__in=["packed", "shipped"])
    assert {(str(one.actor), str(one.owner)) for one in entries} == {("น้อย", MEMBER)}
    listed = Act.objects.get(verb="listing.added")
    assert (listed.actor_name, listed.owner_name) == ("น้อย", MEMBER)
    assert not noi.trouble

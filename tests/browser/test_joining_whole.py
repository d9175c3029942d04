"""A group in Chiang Mai applies by phone, mends what staff return, is approved, lists, sells."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from community.joining.models import Application
from shop.listings.models import Listing, Photo
from shop.purchases.models import SellerOrder
from tests.browser import buying, selling
from tests.browser.stalls import Stalls
from tests.browser.tapping import Thumb
from tests.browser.test_joining import list_first_goods, photo, send, sign_up, small, texts
from tests.browser.visitor import Visitor
from tests.cast import make_staff

__all__ = ["photo", "small", "texts"]  # fixtures
State = Application.State


def tell_who(thumb: Thumb) -> None:
    page = thumb.page
    page.locator("label:has([value=community_enterprise])").click()
    thumb.type(page.locator("[name=name_th]"), "กลุ่มทอผ้าบ้านดอนคราม")
    thumb.type_and_wait(page.locator("[name=postcode]"), "50270")
    thumb.choose(page.locator("[name=place]"), value="ช่างเคิ่ง|แม่แจ่ม|50")
    thumb.press(page.locator(".action-bar .btn-primary"))


def bring_papers(thumb: Thumb, photo: Path) -> None:
    page = thumb.page
    thumb.type(page.locator("[name$=-number]").first, "9-50-03-02/1-0123")
    for place in range(3):
        thumb.photograph(page.locator("[type=file]").nth(place), photo)
    thumb.choose(page.locator("[name$=-where]"), value="004")
    thumb.type(page.locator("[name$=-number]").last, "123-4-56789-0")
    thumb.photograph(page.locator("[type=file]").nth(3), photo)
    thumb.press(page.locator(".action-bar .btn-primary"))


def accept_all(staff: Visitor, key: str) -> None:
    """Accept, one after the other, what stands there to be accepted."""
    staff.open(f"/office/applications/{key}/")
    while buttons := staff.page.locator("button[data-key=a]").all():
        with staff.page.expect_navigation():
            buttons[0].click()


def return_bank_book(staff: Visitor, key: str, answer_id: int) -> None:
    staff.open(f"/office/applications/{key}/")
    card = staff.page.locator(f"#answer-{answer_id}")
    card.locator("details[data-key=r] summary").click()
    card.locator("details[data-key=r] select").select_option(index=1)
    with staff.page.expect_navigation():
        card.locator("details[data-key=r] button").click()
    staff.press("Ask for changes")


def mend(thumb: Thumb, key: str, answer_id: int, photo: Path) -> None:
    visitor = thumb.visitor
    visitor.open(f"/join/{key}/")
    visitor.look("returned")
    visitor.follow("Mend this")
    visitor.look("what to mend")
    thumb.photograph(thumb.page.locator(f"[name=a{answer_id}-paper]"), photo)
    thumb.press(thumb.page.locator(".action-bar .btn-primary"))
    visitor.press("Send again")
    visitor.sees("It is with us now")


def test_a_group_applies_mends_is_approved_lists_and_sells(
    visitor: Visitor,
    telephones: list[BrowserContext],
    stalls: Stalls,
    small: BrowserContext,
    photo: Path,
    texts: Path,
) -> None:
    group = Visitor(small, visitor.site)
    group.open("/")
    thumb = Thumb(group)
    sign_up(thumb, texts)
    tell_who(thumb)
    bring_papers(thumb, photo)
    send(thumb)
    list_first_goods(thumb, photo)
    application = Application.objects.get()
    key, account = str(application.key), application.answers.get(requirement__kind="account")
    make_staff("anan@example.org", name="อนันต์")
    make_staff("wandi@example.org", name="วันดี")

    anan = selling.enter_desk(visitor, telephones, "anan@example.org", "/office/")
    return_bank_book(anan, key, account.pk)
    mend(thumb, key, account.pk, photo)
    accept_all(anan, key)
    wandi = selling.enter_desk(visitor, telephones, "wandi@example.org", "/office/")
    accept_all(wandi, key)
    anan.open(f"/office/applications/{key}/")
    anan.look("all accepted")
    anan.press("Approve")

    application.refresh_from_db()
    assert application.state == State.APPROVED
    group.open(f"/join/{key}/")
    group.sees("Welcome to the market")
    _sells(visitor, group, Listing.objects.get(title_th="ผ้าพันคอฝ้าย"))
    assert [one.trouble for one in (visitor, group, anan, wandi)] == [[], [], [], []]


def _sells(buyer: Visitor, group: Visitor, listing: Listing) -> None:
    Photo.objects.filter(listing=listing).update(state=Photo.State.FAILED)  # no worker here
    buying.put_in_basket(buyer, listing)
    buying.go_to_checkout(buyer)
    buying.tell_contact(buyer)
    buyer.press("Continue to delivery")
    buying.choose_first_deliveries(buyer)
    buyer.press("Continue to payment")
    buying.order(buyer, "promptpay")
    bank = buying.open_bank(buyer)
    buying.pay_at_bank(bank)
    bank.close()
    buying.see_paid(buyer)
    group.open("/desk/")
    selling.open_first_to_pack(group)
    selling.pack(group)
    selling.ship(group, selling.TRACKING)
    assert SellerOrder.objects.get(seller=listing.seller).state == SellerOrder.State.SHIPPED
    expect(group.page.locator("h1")).to_be_visible()

"""A helper acts for a member without a smartphone, and the owner has the last word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, expect

from community.assistance.models import Grant
from community.joining.models import Application
from community.people.models import User
from shop.purchases.models import Entry, SellerOrder
from tests.browser import selling
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_user
from tests.helping import make_helper
from tests.sold import make_purchase, share_of

MALIS_PHONE = "+66810000077"


@pytest.fixture
def to_pack(stalls: Stalls, settings: Any, tmp_path: Path) -> SellerOrder:
    """Mali has an order to pack and a telephone for calls alone; Noi helps at a centre."""
    settings.DATA_DIR = tmp_path
    cache.clear()
    User.objects.filter(pk=stalls.mali.pk).update(phone=MALIS_PHONE)
    make_helper(make_user("noi@example.org", name="น้อย"))
    return share_of(make_purchase(stalls.cloth))


def read_out(folder: Path) -> str:
    """Return the code that the owner reads from the newest text on the telephone."""
    text = max((folder / "sms").iterdir()).read_text()
    assert "น้อย" in text
    code = re.search(r"\b\d{6}\b", text)
    assert code
    return code[0]


def get_the_yes(helper: Visitor, folder: Path) -> None:
    helper.open("/helping/")
    helper.look("helper's desk, empty")
    helper.page.locator("main .btn-primary").click()
    helper.fill("The owner's telephone", "๐๘๑-๐๐๐ ๐๐๗๗")
    helper.look("asking an owner")
    helper.press("Go on")
    helper.look("waiting for the yes")
    helper.press("Send the code")
    helper.fill("The code that the owner reads to you", read_out(folder))
    helper.press("The owner says yes")
    helper.sees("Done. You may act here now.")
    helper.look("said yes")


def test_a_helper_packs_for_an_owner_who_then_ends_it(
    visitor: Visitor,
    telephones: list[BrowserContext],
    stalls: Stalls,
    to_pack: SellerOrder,
    tmp_path: Path,
) -> None:
    noi = selling.enter_desk(visitor, telephones, "noi@example.org", "/helping/")
    get_the_yes(noi, tmp_path)
    noi.open("/helping/")
    noi.look("helper's desk")
    noi.press("Act for %(owner)s", owner="มะลิ")
    noi.sees("You act for %(owner)s", owner="มะลิ")
    noi.look("another's desk")
    selling.open_first_to_pack(noi)
    selling.pack(noi)
    noi.look("order packed for its owner")

    mali = selling.enter_desk(
        visitor, telephones, "mali@example.org", f"/desk/orders/{to_pack.number}/"
    )
    mali.sees("%(helper)s for %(owner)s", helper="น้อย", owner="มะลิ")
    mali.look("the owner's order")
    mali.open("/desk/helpers/")
    mali.sees("%(helper)s for %(owner)s", helper="น้อย", owner="มะลิ")
    mali.look("the owner's helpers")
    mali.press("End it for %(helper)s", helper="น้อย")
    mali.sees("Ended. %(helper)s can do nothing here any more.", helper="น้อย")

    for path in ("/desk/", f"/desk/orders/{to_pack.number}/"):
        answer = noi.page.goto(noi.site.url + path)
        assert answer is not None
        assert answer.status == 404
    entry = Entry.objects.get(what="packed")
    assert (str(entry.actor), str(entry.owner)) == ("น้อย", "มะลิ")
    assert Grant.objects.get().state == Grant.State.ENDED


def test_the_sheets_of_a_helper_are_for_paper(
    visitor: Visitor, telephones: list[BrowserContext], to_pack: SellerOrder, tmp_path: Path
) -> None:
    noi = selling.enter_desk(visitor, telephones, "noi@example.org", "/helping/")
    get_the_yes(noi, tmp_path)

    for path in ("/helping/packing/", "/helping/how/"):
        noi.open(path)
        noi.look(path)
        noi.page.emulate_media(media="print")
        expect(noi.page.locator(".big-sheet").first).to_be_visible()
        expect(noi.page.locator("[data-print]")).to_be_hidden()
        noi.page.emulate_media(media="screen")


def test_a_helper_begins_for_a_member_whose_telephone_only_calls(
    visitor: Visitor, telephones: list[BrowserContext], to_pack: SellerOrder
) -> None:
    noi = selling.enter_desk(visitor, telephones, "noi@example.org", "/helping/apply/")
    noi.look("a new seller")
    noi.fill("Name of the member", "บุญมี สุขใจ")
    noi.fill("The member's telephone", "081 000 0099")
    noi.press("Begin the application")

    noi.look("the member's application")
    application = Application.objects.get()
    assert (str(application.filled_by), str(application.applicant)) == ("น้อย", "บุญมี สุขใจ")
    assert str(application.key) in noi.page.url
    noi.open("/helping/")
    noi.sees("Applications that I fill in")
    expect(noi.page.get_by_text("บุญมี สุขใจ").first).to_be_visible()
    noi.look("helper's desk with an application")

"""A buyer pays the market's own QR code and sends the slip; staff bring the bank's statement."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import BrowserContext

from shop.payments.models import Payment
from shop.purchases.models import Purchase
from shop.slips.models import BankFile, BankLine
from tests.browser.selling import enter_desk, log_in
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_listing, make_staff, make_user
from tests.shop.slips.hand_purchases import to_sellers, to_the_market
from tests.shop.slips.slip_photos import slip_of
from tests.shop.slips.statements import TWO_COLUMNS

SHOTS = os.environ.get("SHOTS", "")


def shoot(visitor: Visitor, name: str) -> None:
    if not SHOTS:
        return
    for width in (390, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    visitor.page.set_viewport_size({"width": 390, "height": 844})


def photo(reference: str) -> Any:
    return {"name": "slip.jpg", "mimeType": "image/jpeg", "buffer": slip_of(reference=reference)}


def test_slips_are_sent_looked_at_and_found_in_the_bank(
    visitor: Visitor,
    stalls: Stalls,
    telephones: list[BrowserContext],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.PRIVATE_ROOT = tmp_path
    settings.MARKETPLACE_BANK_NUMBER = "9990000014"
    somchai = make_user()
    make_staff()
    hankie = make_listing(stalls.loom, "380.00", slug="slip-hankie")
    ours = to_the_market(hankie, user=somchai, number="K7Q2-9XMD")
    (hers,) = to_sellers(hankie, user=somchai)

    send_both(visitor, ours, hers)
    say_it_came(enter_desk(visitor, telephones, "mali@example.org", "/desk/money/slips/"), hers)
    anan = enter_desk(visitor, telephones, "anan@example.org", "/office/money/slips/")
    bring_the_statement(anan, ours)

    assert BankFile.objects.get().lines.filter(state="done").count() == 1
    assert {purchase.state for purchase in Purchase.objects.all()} == {"paid"}


def send_both(visitor: Visitor, ours: Payment, hers: Payment) -> None:
    log_in(visitor, "somchai@example.org", reverse("payments:pay", args=[ours.number]))
    visitor.look("pay")
    shoot(visitor, "pay")
    visitor.follow("I have paid: send the slip")
    visitor.look("slip")
    shoot(visitor, "slip")
    visitor.page.locator("input[type=file]").set_input_files(photo("016326091512ABC00001"))
    visitor.press("Send the slip")
    visitor.sees("We are looking at it")
    visitor.look("slip sent")
    shoot(visitor, "slip-sent")
    visitor.open(reverse("orders:purchase", args=[ours.number]))
    visitor.look("purchase with a slip")
    shoot(visitor, "purchase-slip")
    visitor.open(f"/slips/{hers.number}/")
    visitor.page.locator("input[type=file]").set_input_files(photo("016326091512ABC00007"))
    visitor.press("Send the slip")


def say_it_came(mali: Visitor, hers: Payment) -> None:
    mali.look("desk slips")
    shoot(mali, "desk-slips")
    mali.open(f"/desk/money/slips/{hers.slips.get().key}/")
    mali.look("desk slip")
    shoot(mali, "desk-slip")
    mali.press("Yes, the money is there")
    mali.sees("Paid. You can pack it now.")


def bring_the_statement(anan: Visitor, ours: Payment) -> None:
    anan.look("slips")
    shoot(anan, "office-slips")
    anan.open(f"/office/money/slips/{ours.slips.get().key}/")
    anan.look("office slip")
    shoot(anan, "office-slip")
    anan.open("/office/money/bank/")
    anan.look("bank")
    statement = {
        "name": "november.csv",
        "mimeType": "text/csv",
        "buffer": TWO_COLUMNS.encode("cp874"),
    }
    anan.page.locator("input[type=file]").set_input_files(statement)  # type: ignore[arg-type]
    anan.press("Take the statement in")
    anan.look("bank file")
    shoot(anan, "bank-file")
    anan.page.locator("button[accesskey=y]").click()
    anan.page.wait_for_load_state()
    anan.open("/office/money/bank/")
    shoot(anan, "bank")
    anan.open(f"/office/money/bank/lines/{BankLine.objects.get(amount='930.00').pk}/")
    anan.look("bank line")
    shoot(anan, "bank-line")

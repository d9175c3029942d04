"""A shop's money and the staff's payouts: on telephones, in Thai, as axe and 320 px see them."""

from __future__ import annotations

import os
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext

from shop.payouts.drawing_up import draw_up
from shop.payouts.releasing import release
from shop.payouts.settling import mark_paid
from tests.browser.selling import enter_desk, log_in
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_listing, make_staff, make_user
from tests.community.banking.accounts import make_account
from tests.paid_out import sell

SHOTS = os.environ.get("SHOTS", "")


def shoot(visitor: Visitor, name: str) -> None:
    visitor.look(name)
    if not SHOTS:
        return
    for width in (390, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    visitor.page.set_viewport_size({"width": 390, "height": 844})


def test_a_shop_reads_its_money_and_staff_pay_it_out(
    visitor: Visitor, stalls: Stalls, telephones: list[BrowserContext]
) -> None:
    anan, nok = make_staff(), make_staff("nok@example.org", "นก")
    shop, somchai = stalls.loom, make_user()
    make_account(shop)
    first = make_listing(shop, "400.00", slug="payout-1")
    sold = sell(first, user=somchai)
    batch = draw_up(anan, sellers=[shop.pk])
    assert batch is not None
    (payout,) = release(batch, nok)
    mark_paid(payout, anan, "KTB-20261122-0042")
    sell(make_listing(shop, "1250.50", slug="payout-2"))
    soon = timezone.now() + timedelta(days=4)
    sell(make_listing(shop, "300.00", slug="payout-3"), payable_from=soon)

    mali = enter_desk(visitor, telephones, "mali@example.org", "/desk/money/")
    shoot(mali, "money")
    for name, path in (
        ("payouts", "payouts/"),
        ("payout", f"payouts/{payout.pk}/"),
        ("rows", f"rows/?order={sold.number}"),
        ("rows-all", "rows/"),
    ):
        mali.open(f"/desk/money/{path}")
        shoot(mali, f"desk-{name}")

    log_in(visitor, "anan@example.org", "/office/money/payouts/")
    shoot(visitor, "office-payouts")
    visitor.press("Draw up a batch now")
    visitor.sees("Drawn up. Now another of us looks it over and releases it.")
    shoot(visitor, "office-drawn")
    for name, path in (
        ("batch", f"batches/{batch.pk}/"),
        ("one", f"one/{payout.pk}/"),
        ("schedule", "schedule/"),
        ("debts", "debts/"),
        ("debt", f"debts/{shop.slug}/"),
        ("funds", "funds/"),
    ):
        visitor.open(f"/office/money/payouts/{path}")
        shoot(visitor, f"office-{name}")

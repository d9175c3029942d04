"""The first sale, on a telephone: guests buy from two sellers, and both sellers ship."""

from __future__ import annotations

from django.core import mail
from playwright.sync_api import BrowserContext, expect

from shop.purchases.models import Purchase, SellerOrder
from tests.browser import buying, selling
from tests.browser.buying import DECLINED, GOOD_CARD
from tests.browser.selling import MISTYPED, TRACKING
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor

Shares = SellerOrder.State


def test_a_guest_buys_from_two_sellers_by_promptpay(visitor: Visitor, stalls: Stalls) -> None:
    visitor.open("/")
    visitor.look("home")
    visitor.open(stalls.cloth.get_absolute_url())
    visitor.look("product")
    buying.put_in_basket(visitor, stalls.cloth, "๒")
    buying.put_in_basket(visitor, stalls.rice)
    visitor.open("/basket/")
    visitor.look("basket")
    buying.go_to_checkout(visitor)
    visitor.look("contact")
    buying.tell_contact(visitor)
    visitor.look("contact, the postcode looked up")
    visitor.press("Continue to delivery")
    buying.choose_first_deliveries(visitor)
    visitor.look("delivery")
    visitor.press("Continue to payment")
    visitor.look("review")

    buying.order(visitor, "promptpay")
    visitor.look("QR code")
    bank = buying.open_bank(visitor)
    visitor.look("the bank's page", bank)
    buying.pay_at_bank(bank)

    buying.see_paid(visitor)
    visitor.look("paid purchase")
    paid = buying.newest_purchase()
    assert (paid.state, str(paid.total)) == (Purchase.State.PAID, "432.00")


def test_a_declined_card_leads_back_to_the_same_purchase(visitor: Visitor, stalls: Stalls) -> None:
    buying.reach_payment(visitor, stalls, email="somchai@example.org")

    buying.order(visitor, "card")
    visitor.look("card page")
    buying.pay_by_card(visitor.page, DECLINED)
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    visitor.look("card page, declined")
    buying.pay_by_card(visitor.page, GOOD_CARD)

    buying.see_paid(visitor)
    paid = buying.newest_purchase()
    assert (paid.state, paid.payments.get().attempts.count()) == (Purchase.State.PAID, 1)
    assert Purchase.objects.count() == 1


def test_both_sellers_pack_and_ship_and_the_buyer_sees_it(
    visitor: Visitor, stalls: Stalls, telephones: list[BrowserContext]
) -> None:
    buying.buy_by_promptpay(visitor, stalls, email="somchai@example.org")
    visitor.site.work()

    mali = selling.enter_desk(visitor, telephones, "mali@example.org")
    mali.look("today")
    selling.open_first_to_pack(mali)
    mali.look("order to pack")
    selling.pack(mali)
    selling.ship(mali, MISTYPED)
    selling.sees_doubt(mali, MISTYPED)
    mali.look("doubted number")
    selling.ship(mali, TRACKING)
    mali.look("order sent")
    selling.print_slip(mali)
    mali.look("packing slip")
    dao = selling.enter_desk(visitor, telephones, "082 000 0002")
    selling.open_first_to_pack(dao)
    selling.pack(dao)
    selling.ship(dao, TRACKING)
    selling.print_slip(dao)
    visitor.site.work()

    visitor.page.reload()
    expect(visitor.page.get_by_text(TRACKING)).to_have_count(2)
    visitor.look("shipped purchase")
    states = set(SellerOrder.objects.values_list("state", flat=True))
    assert states == {Shares.SHIPPED}
    assert sum(TRACKING in str(letter.body) for letter in mail.outbox) == 2

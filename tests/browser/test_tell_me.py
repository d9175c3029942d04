"""Somebody finds goods sold out, and asks to be told."""

from __future__ import annotations

from shop.stock_news.models import Wish
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.shop.stock.shelf_of import order


def test_a_buyer_asks_to_be_told_when_it_is_back(visitor: Visitor, stalls: Stalls) -> None:
    order(stalls.cloth.variants.get().stock_record, 9)
    visitor.open(stalls.cloth.get_absolute_url())
    visitor.follow("Tell me when it is back")
    visitor.look("tell me")

    visitor.fill("Mobile number or e-mail", "12")
    visitor.press("Tell me")
    visitor.look("tell me, a wrong number")
    visitor.fill("Mobile number or e-mail", "๐๘๑ ๒๓๔ ๕๖๗๘")
    visitor.press("Tell me")
    visitor.sees("Good. We tell you once, as soon as it is back.")

    assert Wish.objects.get().to == "+66812345678"

"""Buyers of the demo market who want money back: given, asked for, refused, and due."""

from __future__ import annotations

from shop.disputes.complaining import complain
from shop.fulfilment.cancelling import cancel_whole
from shop.listings.demo.money.people import Cast
from shop.papers.due import issue_of
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds import asking
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import pay_by_hand
from shop.refunds.sending import send

BROKEN = "ซี่ร่มหักมาหนึ่งคัน อีกคันใช้ได้ดี"
SORRY = "ขอโทษด้วย คืนให้หนึ่งคัน ไม่ต้องส่งกลับ"
FADED = "สีไม่เหมือนในรูป"
AS_SHOWN = "สีตรงกับรูปที่สองกับสาม งานเขียนมือแต่ละคันต่างกันเล็กน้อย"
TO_THE_MARKET = "ร้านบอกว่าเหมือนรูป แต่รูปแรกเป็นอีกสีหนึ่ง ช่วยดูให้ที"
ONE_MISSING = "สั่งสองชุด ได้มาชุดเดียว"


def _share(purchase: Purchase) -> SellerOrder:
    return purchase.seller_orders.select_related("purchase").get()


def _ask(purchase: Purchase, reason: str, note: str) -> Refund:
    share = _share(purchase)
    return asking.ask(share, {share.lines.get().pk: 1}, reason=reason, note=note, by=purchase.user)


def give_back(purchase: Purchase, cast: Cast) -> None:
    """One of two came broken: the shop says yes."""
    refund = _ask(purchase, Refund.Reason.DAMAGED, BROKEN)
    asking.approve(refund, cast.owners[_share(purchase).seller_id], answer=SORRY)
    send(refund)  # to those that a person pays
    issue_of(purchase)


def transfer_back(purchase: Purchase, cast: Cast) -> None:
    pay_by_hand(purchase.refunds.get(), cast.staff, reference="DEMO-REFUND-1", as_staff=True)


def ask_back(purchase: Purchase) -> None:
    _ask(purchase, Refund.Reason.MISSING, ONE_MISSING)


def refuse(purchase: Purchase, cast: Cast) -> None:
    refund = _ask(purchase, Refund.Reason.WRONG, FADED)
    asking.refuse(refund, cast.owners[_share(purchase).seller_id], AS_SHOWN)


def complain_of(purchase: Purchase) -> None:
    complain(purchase.refunds.get(), TO_THE_MARKET, purchase.user)


def cannot_send(purchase: Purchase, cast: Cast) -> None:
    """Leave money that staff have to transfer back."""
    share = _share(purchase)
    refund = cancel_whole(share, cast.owners[share.seller_id], to_shelf=False)
    if refund is not None:
        send(refund)
        issue_of(purchase)

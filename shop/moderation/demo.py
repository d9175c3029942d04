"""Goods of the demo market that wait for staff, and what buyers reported."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.changing import change_words, move_listing
from shop.listings.models import Listing
from shop.listings.offering import OfferChange, change_offers
from shop.moderation import deciding, reporting
from shop.moderation.facts import facts_of
from shop.moderation.models import Look, Report

TEXT = "กินคู่กับเบียร์เย็น ๆ ก็เข้ากัน"
RETURNED = "ชื่อเดิมบอกชัดแล้วว่าเป็นผ้าอะไร ชื่อใหม่บอกแค่สี ช่วยเก็บชนิดผ้าไว้ในชื่อด้วย"
REPORTED = "สั่งมาแล้วผ้าเป็นใยผสม ไม่ใช่ฝ้ายแท้อย่างที่บอก"
ANSWERED = "ขอบคุณที่บอก เราถามร้านแล้ว ร้านแก้รายละเอียดให้ตรงแล้ว"


def leave_waiting(shops: tuple[Seller, Seller], owner: User, staff: User, buyer: User) -> None:
    """Leave a price, a text and a whole listing before staff, and two reports.

    Both shops are the owner's.
    """
    (dear, told), (back, first) = (shop.listings.order_by("pk")[:2] for shop in shops)
    _ask_price(dear, owner)
    change_words(told, {"description_th": f"{told.description_th}\n{TEXT}"}, owner)
    _put_before_staff(first, owner)
    _return(back, owner, staff)
    _backdate(shops)
    reporting.send(told, Report.Why.UNTRUE, REPORTED, None)
    answered = reporting.send(dear, Report.Why.UNTRUE, REPORTED, buyer)
    reporting.answer(answered, Report.State.UPHELD, staff, ANSWERED)


def _ask_price(listing: Listing, owner: User) -> None:
    """Have a nought too many typed."""
    variant = listing.variants.select_related("stock_record").order_by("pk")[0]
    price = Decimal(variant.stock_record.price) * 10
    change_offers(listing, [OfferChange(variant, record={"price": price})], owner)


def _put_before_staff(listing: Listing, owner: User) -> None:
    """Leave it with staff as if it were one of the first three of its shop."""
    facts = facts_of(listing)
    move_listing(listing, Listing.State.REVIEW, owner)
    Look.objects.create(
        listing=listing,
        seller_id=listing.seller_id,
        kind=Look.Kind.NEW,
        why=[{"rule": "first", "number": 3}],
        after=facts,
        asked_by=owner,
    )


def _return(listing: Listing, owner: User, staff: User) -> None:
    change_words(listing, {"title_en": "Ivory"}, owner)
    look = Look.objects.get(listing=listing, state=Look.State.WAITING)
    deciding.return_(look, staff, deciding.seal(look), RETURNED)


def _backdate(shops: tuple[Seller, Seller]) -> None:
    now = timezone.now()
    waiting = Look.objects.filter(seller__in=shops, state=Look.State.WAITING).order_by("pk")
    for days, look in zip((4, 1, 0), waiting, strict=True):
        Look.objects.filter(pk=look.pk).update(asked_at=now - timedelta(days=days, hours=2))

"""Purchases as the checkout leaves them, made by hand: what desk, office and letters are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.sites.models import Site
from django.utils import timezone
from oscar.apps.basket.models import Basket
from oscar.apps.order.models import Line as OrderLine
from oscar.apps.order.models import Order

from shop.ledger.sales import book_paid
from shop.listings.models import Listing, Variant
from shop.money import ZERO, percent_of, price_of
from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.purchases.numbers import new_number, new_token
from shop.stock import reserving

State = Purchase.State
SHARE_STATE = {
    State.AWAITING_PAYMENT: SellerOrder.State.AWAITING_PAYMENT,
    State.PAID: SellerOrder.State.TO_PACK,
    State.EXPIRED: SellerOrder.State.CANCELLED,
    State.CANCELLED: SellerOrder.State.CANCELLED,
}
DELIVERY = Decimal("40.00")


def make_purchase(
    *listings: Listing,
    state: str = State.PAID,
    quantity: int = 1,
    number: str = "",
    at: datetime | None = None,
    delivery_kind: str = "flat",
    **fields: Any,
) -> Purchase:
    """Return a purchase of one variant of each listing, a seller order for each seller.

    Its goods are held, and claimed when it is paid; delivery is ฿40 a seller, commission 5 %.
    """
    number = number or new_number()
    at = at or timezone.now()
    shares = _by_seller(listings)
    goods = sum((_goods(listing, quantity) for listing in listings), ZERO)
    delivery = DELIVERY * len(shares)
    purchase = Purchase.objects.create(
        order=_order(number, goods + delivery, state),
        basket=Basket.objects.create(status=Basket.SUBMITTED),
        number=number,
        token=new_token(),
        state=state,
        goods=goods,
        delivery=delivery,
        total=goods + delivery,
        shown="0" * 64,
        placed_at=at,
        expires_at=at + timedelta(minutes=15),
        paid_at=at if state == State.PAID else None,
        **_contact(fields),
    )
    for position, share in enumerate(shares, start=1):
        _seller_order(purchase, share, position, quantity, delivery_kind)
    _hold(purchase, listings, quantity)
    _pay(purchase)
    return purchase


def share_of(purchase: Purchase) -> SellerOrder:
    """Return the one seller order of a purchase from one seller."""
    return purchase.seller_orders.get()


def _by_seller(listings: Sequence[Listing]) -> list[list[Listing]]:
    shares: dict[int, list[Listing]] = {}
    for listing in listings:
        shares.setdefault(listing.seller_id, []).append(listing)
    return list(shares.values())


def _variant(listing: Listing) -> Variant:
    variant = listing.variants.select_related("stock_record").first()
    assert variant is not None
    return variant


def _price(listing: Listing) -> Decimal:
    return _variant(listing).stock_record.price


def _per(listing: Listing) -> int:
    return 1000 if listing.is_weighed else 1


def _goods(listing: Listing, quantity: int) -> Decimal:
    return price_of(_price(listing), quantity, _per(listing))


def _contact(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "สมชาย ใจดี",
        "phone": "+66810000001",
        "email": "somchai@example.org",
        "address": "9 หมู่ 4 บ้านสวน",
        "subdistrict": "สุเทพ",
        "district": "เมืองเชียงใหม่",
        "province_code": "50",
        "province_name": "เชียงใหม่",
        "postcode": "50200",
        **fields,
    }


def _order(number: str, total: Decimal, state: str) -> Order:
    return Order.objects.create(
        number=number,
        status=state,
        site=Site.objects.get_current(),
        total_incl_tax=total,
        total_excl_tax=total,
        shipping_incl_tax=ZERO,
        shipping_excl_tax=ZERO,
    )


def _seller_order(
    purchase: Purchase, listings: list[Listing], position: int, quantity: int, delivery_kind: str
) -> None:
    goods = sum((_goods(listing, quantity) for listing in listings), ZERO)
    seller_order = SellerOrder.objects.create(
        purchase=purchase,
        seller=listings[0].seller,
        number=f"{purchase.number}-{position}",
        state=SHARE_STATE[State(purchase.state)],
        goods=goods,
        delivery=DELIVERY,
        total=goods + DELIVERY,
        commission_percent=Decimal("5.00"),
        commission=percent_of(goods, Decimal("5.00")),
        delivery_kind=delivery_kind,
        delivery_name_th="รับเอง" if delivery_kind == "pickup" else "ลงทะเบียน",
        delivery_name_en="Pickup" if delivery_kind == "pickup" else "Registered mail",
        pickup_place="ศาลากลางบ้าน" if delivery_kind == "pickup" else "",
        paid_at=purchase.paid_at,
    )
    for listing in listings:
        _line(seller_order, listing, quantity)


def _line(seller_order: SellerOrder, listing: Listing, quantity: int) -> None:
    variant = _variant(listing)
    price, goods = variant.stock_record.price, _goods(listing, quantity)
    order_line = OrderLine.objects.create(
        order=seller_order.purchase.order,
        product=variant.product,
        stockrecord=variant.stock_record,
        partner=variant.stock_record.partner,
        num_allocated=quantity,
        unit_price_incl_tax=goods if listing.is_weighed else price,
        unit_price_excl_tax=goods if listing.is_weighed else price,
        title=listing.title_th,
        quantity=1 if listing.is_weighed else quantity,
        line_price_incl_tax=goods,
        line_price_excl_tax=goods,
        line_price_before_discounts_incl_tax=goods,
        line_price_before_discounts_excl_tax=goods,
    )
    photo = listing.photos.first()
    SellerOrderLine.objects.create(
        seller_order=seller_order,
        order_line=order_line,
        variant=variant,
        stock_record=variant.stock_record,
        sku=variant.stock_record.partner_sku,
        title_th=listing.title_th,
        title_en=listing.title_en,
        variant_name=variant.name,
        unit=listing.unit,
        photo_key=photo.key if photo else "",
        quantity=quantity,
        ordered_quantity=quantity,
        per=_per(listing),
        weight_limit_percent=listing.weight_limit_percent if listing.is_weighed else None,
        unit_price=price,
        goods=goods,
    )


def _hold(purchase: Purchase, listings: Sequence[Listing], quantity: int) -> None:
    if purchase.state not in {State.AWAITING_PAYMENT, State.PAID}:
        return
    wanted = [
        reserving.Wanted(
            _variant(listing).stock_record_id,
            quantity,
            made_to_order=listing.made_to_order_days is not None,
        )
        for listing in listings
    ]
    reserving.reserve(purchase.number, wanted, purchase.expires_at)
    if purchase.state == State.PAID:
        reserving.claim(purchase.number)


def _pay(purchase: Purchase) -> None:
    paid = purchase.state == State.PAID
    payment = Payment.objects.create(
        purchase=purchase,
        amount=purchase.total,
        state=Payment.State.PAID if paid else Payment.State.OPEN,
        paid_at=purchase.paid_at,
    )
    attempt = Attempt.objects.create(
        payment=payment,
        number=1,
        method=Attempt.Method.PROMPTPAY,
        state=Attempt.State.SUCCEEDED if paid else Attempt.State.OPEN,
        idempotency_key=f"{purchase.number}-1",
        gateway_id=f"pi_{purchase.number}",
        intent_id=f"pi_{purchase.number}",
        amount=purchase.total,
        received=purchase.total if paid else None,
    )
    if paid:
        book_paid(attempt, purchase.seller_orders.order_by("pk"))

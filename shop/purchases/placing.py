"""Place a purchase: reserve, order; pay comes after.

One transaction. It locks the basket, compares what the buyer was shown with what is true
now, holds the stock, writes the purchase and a seller order for each seller, and closes the
basket. The unique key on Purchase.basket makes it happen once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from oscar.apps.basket.models import Basket

from community.people.models import User
from shop.basket.contents import Contents, read_contents
from shop.gateways.base import LEAST
from shop.notify.telling import tell_placed
from shop.purchases.contact import Contact
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.purchases.numbers import new_number
from shop.purchases.quote import build_quote, changes_since, fingerprint
from shop.purchases.refusals import (
    AlreadyPlaced,
    EmptyBasket,
    LinesUnavailable,
    NotPlaced,
    PriceChanged,
    TooLittle,
    VoucherRefused,
)
from shop.purchases.writing import write_purchase
from shop.stock.reserving import NotEnough, Wanted, reserve


@transaction.atomic
def place(
    basket_id: int,
    contact: Contact,
    choices: Mapping[str, int],
    shown: str,
    *,
    user: User | None,
    language: str,
) -> Purchase:
    """Return the purchase, waiting for payment, with its stock held.

    `choices` is {"<seller id>": <delivery method id>}; `shown` is Quote.shown() of the screen
    whose button was pressed. Locks the basket, then vouchers, then stock records by id.
    Raises NotPlaced (each kind says what to show) and DeliveryMissing.
    """
    basket = _locked_basket(basket_id)
    _lock_vouchers(basket, user)
    contents = _buyable(basket)
    quote = build_quote(contents, choices, contact.digest())
    snapshot = quote.snapshot()
    if changes := changes_since(shown, snapshot):
        raise PriceChanged(changes)
    if quote.is_too_little:
        raise TooLittle(LEAST)
    number = new_number()
    expires_at = timezone.now() + timedelta(minutes=settings.RESERVATION_MINUTES)
    _hold(number, contents, expires_at)
    purchase = write_purchase(
        quote,
        number=number,
        contact=contact,
        user=user,
        language=language,
        shown=fingerprint(snapshot),
        expires_at=expires_at,
    )
    basket.submit()
    record(purchase, "placed", actor=user, total=str(quote.total))
    tell_placed(purchase)
    return purchase


def _locked_basket(basket_id: int) -> Basket:
    basket = Basket.objects.select_for_update().get(pk=basket_id)
    if basket.status != Basket.OPEN:
        purchase = Purchase.objects.filter(basket=basket).first()
        if purchase is None:
            raise EmptyBasket
        raise AlreadyPlaced(purchase)
    return basket


def _buyable(basket: Basket) -> Contents:
    contents = read_contents(basket)
    if not contents.lines:
        raise EmptyBasket
    if contents.problems:
        raise LinesUnavailable(contents.problems)
    return contents


def _lock_vouchers(basket: Basket, user: User | None) -> None:
    for voucher in basket.vouchers.select_for_update().order_by("pk"):
        available, _ = voucher.is_available_to_user(user=user or AnonymousUser())
        if not voucher.is_active() or not available:
            raise VoucherRefused(voucher.code)


def _hold(number: str, contents: Contents, expires_at: datetime) -> None:
    wanted = [
        Wanted(line.stock_record_id, line.quantity, made_to_order=line.left is None)
        for line in contents.lines
    ]
    try:
        reserve(number, wanted, expires_at)
    except NotEnough as short:
        ids = {shortage.stock_record_id for shortage in short.shortages}
        lines = [line for line in contents.lines if line.stock_record_id in ids]
        raise LinesUnavailable(lines) from short


__all__ = [
    "AlreadyPlaced",
    "EmptyBasket",
    "LinesUnavailable",
    "NotPlaced",
    "PriceChanged",
    "TooLittle",
    "VoucherRefused",
    "place",
]

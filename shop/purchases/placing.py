"""Place a purchase: reserve, order; pay comes after.

One transaction. It locks the basket, compares what the buyer was shown with what is true
now, holds the stock, writes the purchase and a seller order for each seller, and closes the
basket. The unique key on Purchase.basket makes it happen once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from oscar.apps.basket.models import Basket

from community.people.models import User
from shop.basket.contents import Contents, read_contents
from shop.money import ZERO
from shop.notify.telling import tell_placed
from shop.payments.models import Attempt
from shop.payments.opening import agree, open_payments
from shop.purchases.contact import Contact
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.purchases.numbers import new_number
from shop.purchases.quote import (
    Change,
    Quote,
    build_quote,
    changes_since,
    fee_changes,
    fingerprint,
)
from shop.purchases.refusals import (
    AlreadyPlaced,
    EmptyBasket,
    LinesUnavailable,
    NotPlaced,
    PriceChanged,
    VoucherRefused,
    WayRefused,
)
from shop.purchases.writing import write_purchase
from shop.stock.reserving import NotEnough, Wanted, reserve_or_roll_back
from shop.ways.registry import WAYS, offer_of


@transaction.atomic
def place(
    basket_id: int,
    contact: Contact,
    choices: Mapping[str, int],
    shown: str,
    *,
    user: User | None,
    language: str,
    way: str = Attempt.Method.PROMPTPAY,
) -> Purchase:
    """Return the purchase, waiting for payment, with its stock held.

    Where the goods go before the money, the stock is claimed and the sellers pack at once.
    `choices` is {"<seller id>": <delivery method id>}; `shown` is Quote.shown() of the screen
    whose button was pressed. Locks the basket, then vouchers, then stock records by id.
    Raises NotPlaced (each kind says what to show) and DeliveryMissing.
    """
    basket = _locked_basket(basket_id)
    _lock_vouchers(basket, user)
    contents = _buyable(basket)
    quote = build_quote(contents, choices, contact.digest())
    changes = changes_since(shown, quote.snapshot())
    quote = _with_way(quote, way, shown, changes)
    number, hold = new_number(), WAYS[way].hold
    expires_at = timezone.now() + hold
    _hold(number, contents, expires_at)
    purchase = write_purchase(
        quote,
        number=number,
        contact=contact,
        user=user,
        language=language,
        shown=fingerprint(quote.snapshot()),
        expires_at=expires_at,
    )
    basket.submit()
    open_payments(purchase)
    record(purchase, "placed", actor=user, total=str(quote.total), way=way)
    if WAYS[way].goods_first and purchase.total:
        agree(purchase)
    tell_placed(purchase)
    return purchase


def _with_way(quote: Quote, way: str, shown: str, changes: list[Change]) -> Quote:
    """Return the quote with the way's fees, as shown. Raises PriceChanged, WayRefused."""
    offer = offer_of(quote, way)
    fee = offer.fee if offer else ZERO
    if changes := [*changes, *fee_changes(shown, way, fee)]:
        raise PriceChanged(changes)
    if offer is None or offer.why_not:
        raise WayRefused(offer.why_not if offer else "")
    return quote.paid_by(offer.code, offer.collect_by, offer.fees)


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
        reserve_or_roll_back(number, wanted, expires_at)
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
    "VoucherRefused",
    "WayRefused",
    "place",
]

"""Goods that a seller cannot send: in part or whole. What was paid for them goes back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from community.audit.recording import record as record_act
from community.people.models import User
from shop.disputes.booking import book_not_sold
from shop.fulfilment.errors import MoveRefused
from shop.payments.models import Payment
from shop.payments.moves import move_payment
from shop.purchases.history import record
from shop.purchases.models import SellerOrder, SellerOrderLine
from shop.purchases.moves import follow_shares
from shop.refunds.amounts import price_of_part, sofar_of
from shop.refunds.approving import lock_share, made_before, refund_share
from shop.refunds.errors import KeyUsed, NothingToRefund, NotOfThisOrder, TooMany
from shop.refunds.free import book_rest_back, keep_goods
from shop.refunds.models import Refund
from shop.refunds.owing import kept_attempt
from shop.refunds.taken import lost_leaves, lower
from shop.stock.models import Reservation
from shop.stock.reserving import release

State = SellerOrder.State
HERE = {State.TO_PACK, State.PACKED}


class OnlyWhole(Exception):
    """Goods that are paid when they come are cancelled whole, or sent as they were agreed."""


class OnlyWholeFree(OnlyWhole):
    """Goods that vouchers paid for whole are cancelled whole, or sent: no part has a price."""


@transaction.atomic
def cancel(
    seller_order: SellerOrder,
    quantities: Mapping[int, int],
    by: User | None,
    *,
    owner: User | None = None,
    to_shelf: bool,
    key: str,
    note: str = "",
) -> Refund | None:
    """Cancel so many of each line, {line id: pieces or grams}, of an order that has not left.

    With the last of them the whole order is over, and its delivery goes back too. `to_shelf`:
    others can buy them; else they are not there. Returns the refund, None where nothing was
    paid yet or the key was used. `owner` is whom a helper acts for. Locks the purchase, the
    seller order, then the stock records. Raises MoveRefused, TooMany, NotOfThisOrder,
    NothingToRefund, KeyUsed, OnlyWhole, OnlyWholeFree.
    """
    share = lock_share(seller_order)
    if done := made_before(key, share):
        return _checked_same(done, quantities)
    if share.state not in HERE:
        raise MoveRefused(share.state)
    lines = _checked(share, quantities)
    is_whole = all(quantities.get(pk, 0) == line.sent_quantity for pk, line in lines.items())
    if share.paid_at is None:
        _call_off(share, by, owner, is_whole=is_whole)
        return None
    if share.total == 0:
        _call_off_free(share, by, owner, is_whole=is_whole, to_shelf=to_shelf)
        return None
    parts = {
        pk: (quantity, price_of_part(lines[pk], quantity))
        for pk, quantity in quantities.items()
        if quantity
    }
    rest = _rest(share) if is_whole else {}
    asked = parts, rest
    if is_whole:
        parts, rest = _what_is_left(share, parts, rest)
        if not any([*rest.values(), *(amount for _, amount in parts.values())]):
            _call_off_unpaid(share, by, owner, to_shelf=to_shelf)
            return None
    refund = refund_share(
        share,
        parts,
        **rest,
        reason=Refund.Reason.CANCELLED,
        by=by,
        owner=owner,
        key=key,
        to_shelf=to_shelf,
        note=note,
    )
    if is_whole:
        if (parts, rest) != asked:
            book_not_sold(share, by)
        _write_down(share, by, owner)
    return refund


def cancel_whole(
    seller_order: SellerOrder, by: User | None, *, owner: User | None = None, to_shelf: bool
) -> Refund | None:
    """Cancel whatever is left of an order that has not left. Raises as `cancel`."""
    left = {line.pk: line.sent_quantity for line in seller_order.lines.all()}
    key = f"refund:{seller_order.number}:cancelled"
    return cancel(seller_order, left, by, owner=owner, to_shelf=to_shelf, key=key)


def _checked_same(done: Refund, quantities: Mapping[int, int]) -> Refund:
    """Return what a key made before, if it was asked the same; nothing is left of all of it."""
    wanted = {pk: quantity for pk, quantity in quantities.items() if quantity}
    if wanted and wanted != {part.line_id: part.quantity for part in done.lines.all()}:
        raise KeyUsed
    return done


def _checked(share: SellerOrder, quantities: Mapping[int, int]) -> dict[int, SellerOrderLine]:
    lines = {line.pk: line for line in share.lines.all()}
    for pk, quantity in quantities.items():
        if pk not in lines:
            raise NotOfThisOrder(pk)
        if not 0 <= quantity <= lines[pk].sent_quantity:
            raise TooMany(pk, lines[pk].sent_quantity)
    if not any(quantities.values()):
        raise NothingToRefund
    return lines


def _rest(share: SellerOrder) -> dict[str, Decimal]:
    """Return what is left of the delivery and of the fee, which go back with the last goods."""
    sofar = sofar_of(share)
    return {"delivery": share.delivery - sofar.delivery, "fee": share.fee - sofar.fee}


def _what_is_left(
    share: SellerOrder, parts: dict[int, tuple[int, Decimal]], rest: dict[str, Decimal]
) -> tuple[dict[int, tuple[int, Decimal]], dict[str, Decimal]]:
    """Lower what goes back by what a card's bank took for the buyer."""
    most = lost_leaves(share, kept_attempt(share))
    if most is None:
        return parts, rest
    parts, delivery, fee = lower(parts, rest["delivery"], rest["fee"], most)
    return parts, {"delivery": delivery, "fee": fee}


def _call_off_unpaid(
    share: SellerOrder, by: User | None, owner: User | None, *, to_shelf: bool
) -> None:
    """End a share whose buyer has all the money back: the goods move, and what its sale cost."""
    keep_goods(share, by, owner, to_shelf=to_shelf)
    _end(share)
    book_not_sold(share, by)
    _write_down(share, by, owner)


def _call_off(share: SellerOrder, by: User | None, owner: User | None, *, is_whole: bool) -> None:
    """End a share that would have been paid when it comes: nothing is owed."""
    if not is_whole:
        raise OnlyWhole
    ids = list(share.lines.values_list("stock_record_id", flat=True))
    release(share.purchase.number, ids, [Reservation.State.CLAIMED])
    _end(share)
    _write_down(share, by, owner)
    close_unpaid(share)


def _call_off_free(
    share: SellerOrder, by: User | None, owner: User | None, *, is_whole: bool, to_shelf: bool
) -> None:
    """End a share that vouchers paid for whole: the seller keeps nothing of their money."""
    if not is_whole:
        raise OnlyWholeFree
    keep_goods(share, by, owner, to_shelf=to_shelf)
    _end(share)
    book_rest_back(share, by)
    _write_down(share, by, owner)


def _end(share: SellerOrder) -> None:
    rows = SellerOrder.objects.filter(pk=share.pk, state__in=HERE)
    if rows.update(state=State.CANCELLED) != 1:
        raise MoveRefused(share.state)


def close_unpaid(share: SellerOrder) -> None:
    """Ask for no money for it any more; the purchase moves on where nothing else waits."""
    for payment in Payment.objects.filter(seller_order=share, state=Payment.State.OPEN):
        payment.attempts.filter(state__in=["new", "unknown", "open"]).update(state="cancelled")
        move_payment(payment, Payment.State.CLOSED)
    follow_shares(share.purchase)


def _write_down(share: SellerOrder, by: User | None, owner: User | None) -> None:
    record(share.purchase, "share_cancelled", actor=by, owner=owner, seller_order=share)
    detail = {"number": share.number}
    record_act(by, "order.cancelled", share, owner=owner, seller_id=share.seller_id, **detail)

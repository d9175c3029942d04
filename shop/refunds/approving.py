"""Money that a seller order gives back: from here on it is the buyer's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from community.people.models import User
from shop.money import ZERO
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.refunds.amounts import back_of, sofar_of
from shop.refunds.booking import book_approved
from shop.refunds.ending import give_all_of_what_ends
from shop.refunds.errors import (
    KeyUsed,
    NothingToRefund,
    NotOfThisOrder,
    TooMany,
    TooMuch,
)
from shop.refunds.models import Refund, RefundLine
from shop.refunds.owing import kept_attempt, send_soon, take_from_attempt, way_back
from shop.refunds.shelf import put_back
from shop.refunds.taken import check_room
from shop.refunds.telling import tell_approved

Parts = tuple[dict[int, tuple[int, Decimal]], Decimal, Decimal]
# {line id: (pieces or grams that it is for, baht)}; 0 pieces: money alone, no goods come back.
Lines = Mapping[int, tuple[int, Decimal]]


@transaction.atomic
def refund_share(
    seller_order: SellerOrder,
    lines: Lines,
    *,
    delivery: Decimal = ZERO,
    fee: Decimal = ZERO,
    reason: str,
    by: User | None,
    owner: User | None = None,
    key: str,
    to_shelf: bool = False,
    note: str = "",
) -> Refund:
    """Approve a refund of a paid seller order and book it: off the seller's balance, commission
    back at the frozen rate. A key that was used returns its refund.

    The quantities of an order that has not left are not sent: they go back to the shelf, or,
    without `to_shelf`, off the stock book. Of one that has left, `to_shelf` puts them on the
    shelf again. `owner` is whom a helper acts for.
    Locks the purchase, the seller order, then the stock records. Raises TooMuch, TooMany,
    NotOfThisOrder, NothingToRefund, NotPaid, KeyUsed, and ReservationMoved.
    """
    share = lock_share(seller_order)
    if done := made_before(key, share):
        if not _is_the_same(done, lines, delivery, fee):
            raise KeyUsed
        return done
    refund = draft(share, lines, delivery, fee)
    refund.key, refund.reason, refund.note = key, reason, note
    refund.asked_by = by
    _keep(refund)
    write_lines(refund, lines, to_shelf=to_shelf)
    approve_locked(refund, share, by=by, owner=owner)
    return refund


def _keep(refund: Refund) -> None:
    """Write it down; the same form posted at once for another order is a key that was used."""
    try:
        with transaction.atomic():
            refund.save()
    except IntegrityError:
        raise KeyUsed from None


def made_before(key: str, share: SellerOrder) -> Refund | None:
    """Return the refund that a key made. Raises KeyUsed where it is of another order."""
    done = Refund.objects.filter(key=key).first()
    if done and done.seller_order_id != share.pk:
        raise KeyUsed
    return done


def _is_the_same(done: Refund, lines: Lines, delivery: Decimal, fee: Decimal) -> bool:
    """Return whether a refund was asked for with these parts; what ended an order gave more."""
    was, now = parts_of(done), _parts(lines, delivery, fee)
    return was[0] == now[0] and was[1] >= delivery and was[2] >= fee


def parts_of(refund: Refund) -> Parts:
    lines = {part.line_id: (part.quantity, part.amount) for part in refund.lines.all()}
    return _parts(lines, refund.delivery, refund.fee)


def _parts(lines: Lines, delivery: Decimal, fee: Decimal) -> Parts:
    return {pk: part for pk, part in lines.items() if any(part)}, delivery, fee


def lock_share(seller_order: SellerOrder) -> SellerOrder:
    """Lock the purchase and return its seller order, locked, as it is now."""
    Purchase.objects.select_for_update(no_key=True).get(pk=seller_order.purchase_id)
    shares = SellerOrder.objects.select_for_update(of=("self",), no_key=True)
    return shares.select_related("purchase").get(pk=seller_order.pk)


def draft(share: SellerOrder, lines: Lines, delivery: Decimal, fee: Decimal = ZERO) -> Refund:
    """Return a refund of these parts, not saved.

    Raises NothingToRefund, NotOfThisOrder, NotPaid.
    """
    goods = sum((amount for _, amount in lines.values()), ZERO)
    if min([goods, delivery, fee, *(amount for _, amount in lines.values())]) < 0:
        raise NothingToRefund
    if goods + delivery + fee <= 0:
        raise NothingToRefund
    _check_own(share, lines)
    attempt = kept_attempt(share)
    return Refund(
        purchase=share.purchase,
        attempt=attempt,
        seller_order=share,
        amount=goods + delivery + fee,
        goods=goods,
        delivery=delivery,
        fee=fee,
        way=way_back(share.purchase, attempt),
    )


def _check_own(share: SellerOrder, lines: Lines) -> None:
    own = set(share.lines.values_list("pk", flat=True))
    for line_id in lines:
        if line_id not in own:
            raise NotOfThisOrder(line_id)


def write_lines(refund: Refund, lines: Lines, *, to_shelf: bool) -> None:
    RefundLine.objects.bulk_create(
        RefundLine(refund=refund, line_id=pk, quantity=quantity, amount=amount, to_shelf=to_shelf)
        for pk, (quantity, amount) in lines.items()
        if quantity or amount
    )


def approve_locked(
    refund: Refund, share: SellerOrder, *, by: User | None, owner: User | None = None
) -> None:
    """Count a refund, book it and let it be sent. The caller has locked the share."""
    sofar = sofar_of(share)
    give_all_of_what_ends(refund, share, sofar)
    check_room(refund.attempt, refund.amount)
    _check_part(share.delivery - sofar.delivery, refund.delivery)
    _check_part(share.fee - sofar.fee, refund.fee)
    _count_lines(refund)
    back = back_of(share, sofar, refund.goods, refund.delivery)
    _count_share(share, refund.amount)
    take_from_attempt(refund.attempt, refund.amount)
    refund.voucher, refund.commission = back.voucher, back.commission
    refund.commission_vat, refund.commission_fund = back.commission_vat, back.commission_fund
    refund.state, refund.decided_by = Refund.State.APPROVED, by
    refund.approved_at = timezone.now()
    refund.save()
    put_back(refund, share, by, owner)
    book_approved(refund)
    _write_down(refund, share, by, owner)
    tell_approved(refund)
    send_soon(refund)


def _check_part(left: Decimal, wanted: Decimal) -> None:
    if wanted > left:
        raise TooMuch(max(left, ZERO))


def _count_lines(refund: Refund) -> None:
    """Count what goes back of each line; the row count is the guard."""
    for part in refund.lines.select_related("line").order_by("line_id"):
        rows = SellerOrderLine.objects.filter(
            pk=part.line_id,
            goods__gte=F("discount") + F("refunded") + part.amount,
            quantity__gte=F("refunded_quantity") + part.quantity,
        )
        counted = rows.update(
            refunded=F("refunded") + part.amount,
            refunded_quantity=F("refunded_quantity") + part.quantity,
        )
        if counted != 1:
            _say_what_is_left(part)


def _say_what_is_left(part: RefundLine) -> None:
    line = SellerOrderLine.objects.get(pk=part.line_id)
    left = line.goods - line.discount - line.refunded
    if part.amount > left:
        raise TooMuch(left, line.pk)
    raise TooMany(line.pk, line.quantity - line.refunded_quantity)


def _count_share(share: SellerOrder, amount: Decimal) -> None:
    rows = SellerOrder.objects.filter(pk=share.pk, total__gte=F("refunded") + amount)
    if rows.update(refunded=F("refunded") + amount) != 1:
        raise TooMuch(share.total - share.refunded)
    share.refresh_from_db(fields=["refunded"])


def _write_down(refund: Refund, share: SellerOrder, by: User | None, owner: User | None) -> None:
    record(
        refund.purchase,
        "refund_due",
        actor=by,
        owner=owner,
        seller_order=share,
        attempt=refund.attempt.number,
        amount=str(refund.amount),
        reason=refund.reason,
    )

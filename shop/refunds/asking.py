"""A buyer asks for money back; the seller, or the market, answers. Nothing is booked before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from community.people.models import User
from shop.money import ZERO
from shop.purchases.history import record
from shop.purchases.models import SellerOrder, SellerOrderLine
from shop.refunds.amounts import price_of_part, sofar_of
from shop.refunds.approving import approve_locked, draft, lock_share, write_lines
from shop.refunds.errors import (
    AlreadyAsked,
    NotOfThisOrder,
    NotSentYet,
    RefundMoved,
    SameEyes,
    TooMany,
    TooMuch,
    TwoEyes,
)
from shop.refunds.models import Refund
from shop.refunds.moves import move_refund
from shop.refunds.shelf import STILL_HERE
from shop.refunds.telling import tell_answered_by_market, tell_asked, tell_refused

State = Refund.State


@transaction.atomic
def ask(
    seller_order: SellerOrder,
    quantities: Mapping[int, int],
    *,
    delivery: bool = False,
    reason: str,
    note: str = "",
    by: User | None,
) -> Refund:
    """Ask for so many of each line, {line id: pieces or grams}, and the delivery or not.

    One open request for a seller order at a time. Locks the purchase and the seller order.
    Raises AlreadyAsked, TooMany, NotOfThisOrder, NothingToRefund, NotPaid.
    """
    share = lock_share(seller_order)
    if share.refunds.filter(state=State.REQUESTED).exists():
        raise AlreadyAsked(share.number)
    parts = _parts(share, quantities)
    rest = _rest(share, is_nothing_sent=_is_all(share, quantities), delivery=delivery)
    refund = draft(share, parts, *rest)
    refund.key, refund.reason, refund.note = f"refund:{uuid4().hex}", reason, note
    refund.asked_by = by
    refund.save()
    write_lines(refund, parts, to_shelf=False)
    _write_down(refund, "refund_asked", by)
    tell_asked(refund)
    return refund


def _parts(share: SellerOrder, quantities: Mapping[int, int]) -> dict[int, tuple[int, Decimal]]:
    lines: dict[int, SellerOrderLine] = {line.pk: line for line in share.lines.all()}
    for pk, quantity in quantities.items():
        if pk not in lines:
            raise NotOfThisOrder(pk)
        if not 0 <= quantity <= lines[pk].sent_quantity:
            raise TooMany(pk, lines[pk].sent_quantity)
    return {pk: (n, price_of_part(lines[pk], n)) for pk, n in quantities.items() if n}


def _is_all(share: SellerOrder, quantities: Mapping[int, int]) -> bool:
    """Return whether it is all of an order that has not left: then nothing is sent at all."""
    lines = share.lines.all()
    return share.state in STILL_HERE and all(
        quantities.get(line.pk, 0) == line.sent_quantity for line in lines
    )


def _rest(share: SellerOrder, *, is_nothing_sent: bool, delivery: bool) -> tuple[Decimal, Decimal]:
    """Return what goes back of the delivery and of the fee."""
    sofar = sofar_of(share)
    fee = share.fee - sofar.fee if is_nothing_sent else ZERO
    return (share.delivery - sofar.delivery if delivery or is_nothing_sent else ZERO), fee


@transaction.atomic
def approve(
    refund: Refund,
    by: User,
    *,
    owner: User | None = None,
    as_staff: bool = False,
    goods: Decimal | None = None,
    to_shelf: bool = False,
    answer: str = "",
) -> None:
    """Say yes to a request, whole or to `goods` baht of it. From here it is the buyer's money.

    Staff's yes above settings.REFUND_TWO_EYES_ABOVE needs a second person of theirs: the first
    is written by `needs_second` before. Locks purchase, seller order, stock records.
    Raises RefundMoved, TooMuch, TooMany, NotSentYet, TwoEyes, SameEyes.
    """
    if refund.seller_order is None:  # money in vain is never asked for
        raise RefundMoved(refund.state)
    share = lock_share(refund.seller_order)
    refund.refresh_from_db()
    if refund.state != State.REQUESTED:
        raise RefundMoved(refund.state)
    if goods is not None:
        if goods < refund.goods and share.state in STILL_HERE:
            raise NotSentYet
        _lower(refund, goods)
    if as_staff and refund.amount > settings.REFUND_TWO_EYES_ABOVE:
        _check_eyes(refund, by)
    refund.answer = answer
    refund.lines.update(to_shelf=to_shelf)
    approve_locked(refund, share, by=by, owner=owner)
    if as_staff:
        tell_answered_by_market(refund)


def needs_second(refund: Refund, by: User) -> bool:
    """Write the first yes of staff down; return whether another person has to say yes too."""
    if refund.amount <= settings.REFUND_TWO_EYES_ABOVE or refund.first_by_id:
        return False
    rows = Refund.objects.filter(pk=refund.pk, state=State.REQUESTED, first_by=None)
    if rows.update(first_by=by):
        refund.first_by = by
        _write_down(refund, "refund_first_yes", by)
        return True
    refund.refresh_from_db()
    return False


def _check_eyes(refund: Refund, by: User) -> None:
    if refund.first_by_id is None:
        raise TwoEyes
    if refund.first_by_id == by.pk:
        raise SameEyes


def _lower(refund: Refund, goods: Decimal) -> None:
    """Give less for the goods than was asked, taken off the lines from the last."""
    if goods > refund.goods or goods < 0:
        raise TooMuch(refund.goods)
    less = refund.goods - goods
    for part in refund.lines.order_by("-pk"):
        taken = min(less, part.amount)
        less -= taken
        part.amount -= taken
        part.save(update_fields=["amount"])
    refund.goods, refund.amount = goods, goods + refund.delivery + refund.fee
    refund.save(update_fields=["goods", "amount"])


@transaction.atomic
def refuse(
    refund: Refund, by: User, answer: str, *, owner: User | None = None, as_staff: bool = False
) -> None:
    """Say no to a request, with a reason that the buyer reads. Raises RefundMoved."""
    if not move_refund(refund, State.REFUSED, answer=answer, decided_by=by):
        raise RefundMoved(refund.state)
    _write_down(refund, "refund_refused", by, owner)
    tell_refused(refund)
    if as_staff:
        tell_answered_by_market(refund)


@transaction.atomic
def take_back_request(refund: Refund, by: User | None) -> None:
    """The buyer does not want it any more. Raises RefundMoved."""
    if not move_refund(refund, State.REFUSED, error_code="taken_back"):
        raise RefundMoved(refund.state)
    _write_down(refund, "refund_taken_back", by)


def _write_down(refund: Refund, what: str, by: User | None, owner: User | None = None) -> None:
    detail = {"amount": str(refund.amount), "reason": refund.reason}
    share = refund.seller_order
    record(refund.purchase, what, actor=by, owner=owner, seller_order=share, **detail)

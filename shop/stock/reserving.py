"""Reserve, claim, consume, release: every change of what is held, and nothing else.

A stock record's num_allocated is the sum of its open reservations and of what is kept back
(shop.stock.setting_aside). It moves only by a conditional UPDATE whose row count is checked;
the CHECK constraint stands behind it.
Lock order, everywhere: basket, vouchers, purchase, seller orders, stock records by id,
reservations. (`receive` moves seller orders last: the purchase's lock stands before them.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from community.people.models import User
from shop import jobs
from shop.partner.models import StockRecord
from shop.stock.errors import NotEnough, ReservationMoved, Shortage
from shop.stock.models import Movement, Reservation
from shop.stock.settling import Back, settle

__all__ = [
    "NotEnough",
    "ReservationMoved",
    "Shortage",
    "Wanted",
    "claim",
    "consume",
    "left_of",
    "reclaim",
    "release",
    "reserve",
    "reserve_or_roll_back",
]
State = Reservation.State
Ids = Collection[int] | None  # stock records; None: all of the purchase's


@dataclass(frozen=True)
class Wanted:
    stock_record_id: int
    quantity: int
    made_to_order: bool = False  # may be sold beyond stock: it is made after it is paid


def left_of(record: StockRecord) -> int:
    return int(record.num_in_stock or 0) - int(record.num_allocated or 0)


@transaction.atomic
def reserve(reference: str, wanted: Iterable[Wanted], expires_at: datetime) -> list[Reservation]:
    """Hold the goods until `expires_at`, all or none. Raises NotEnough."""
    return reserve_or_roll_back(reference, wanted, expires_at)


def reserve_or_roll_back(
    reference: str, wanted: Iterable[Wanted], expires_at: datetime
) -> list[Reservation]:
    """Hold the goods as `reserve` does, for a caller whose transaction ends with a NotEnough.

    Locks the stock records in the order of their ids. Raises NotEnough.
    """
    ordered = sorted(wanted, key=lambda want: want.stock_record_id)
    drawn = {want.stock_record_id: _draw(want.stock_record_id, want.quantity) for want in ordered}
    short = [w for w in ordered if not drawn[w.stock_record_id] and not w.made_to_order]
    if short:
        raise NotEnough([_shortage(want) for want in short])
    held = Reservation.objects.bulk_create(
        Reservation(
            reference=reference,
            stock_record_id=want.stock_record_id,
            quantity=want.quantity,
            draws_on_stock=drawn[want.stock_record_id],
            expires_at=expires_at,
        )
        for want in ordered
    )
    _refresh_cards(held)
    return held


def claim(reference: str, stock_record_ids: Ids = None) -> None:
    """Turn what is held into a claim: it is paid for and no longer ends by itself.

    Of some stock records only, where they are named: one seller's share of the purchase.
    """
    _of(reference, stock_record_ids).filter(state=State.HELD).update(
        state=State.CLAIMED, expires_at=None
    )


@transaction.atomic
def release(
    reference: str, stock_record_ids: Ids = None, states: Sequence[str] = (State.HELD,)
) -> None:
    """Give back what a purchase holds. Twice is as good as once.

    `states` names claims too where what was sold or agreed is not sent after all.
    """
    held = _locked(reference, states, stock_record_ids)
    for reservation in held:
        if reservation.draws_on_stock:
            _give_back(reservation.stock_record_id, reservation.quantity)
        _move(reservation, State.RELEASED)
    drawn = [reservation for reservation in held if reservation.draws_on_stock]
    settle({r.stock_record_id for r in drawn}, [_back(r) for r in drawn])


@transaction.atomic
def reclaim(reference: str, stock_record_ids: Ids = None) -> None:
    """Claim released goods again for money that came late, all or none. Raises NotEnough."""
    released = _locked(reference, [State.RELEASED], stock_record_ids)
    short = [r for r in released if r.draws_on_stock and not _draw(r.stock_record_id, r.quantity)]
    if short:
        raise NotEnough([_shortage(Wanted(r.stock_record_id, r.quantity)) for r in short])
    for reservation in released:
        _move(reservation, State.CLAIMED)


@transaction.atomic
def consume(
    reference: str,
    stock_record_ids: Iterable[int],
    *,
    by: User | None = None,
    owner: User | None = None,
) -> None:
    """Take claimed goods off the shelf, and out of the stock book: they have left the seller.

    Raises ReservationMoved when one of them is not claimed.
    """
    chosen = set(stock_record_ids)
    claimed = _locked(reference, [State.CLAIMED], chosen)
    if len(claimed) != len(chosen):
        raise ReservationMoved(reference)
    Movement.objects.bulk_create(
        _take_off(reservation, by, owner) for reservation in claimed if reservation.draws_on_stock
    )
    for reservation in claimed:
        _move(reservation, State.CONSUMED)
    settle({r.stock_record_id for r in claimed if r.draws_on_stock})


def _back(reservation: Reservation) -> Back:
    return Back(reservation.stock_record_id, reservation.quantity, reservation_id=reservation.pk)


def _draw(stock_record_id: int, quantity: int) -> bool:
    """Add to what is held, if it is there. This UPDATE is the guard against overselling."""
    record = StockRecord.objects.filter(pk=stock_record_id)
    if settings.STOCK_GUARD:
        record = record.filter(num_in_stock__gte=Coalesce(F("num_allocated"), 0) + quantity)
    drawn: int = record.update(num_allocated=Coalesce(F("num_allocated"), 0) + quantity)
    return drawn == 1


def _give_back(stock_record_id: int, quantity: int) -> None:
    record = StockRecord.objects.filter(pk=stock_record_id, num_allocated__gte=quantity)
    if record.update(num_allocated=F("num_allocated") - quantity) != 1:
        raise ReservationMoved(stock_record_id)


def _take_off(reservation: Reservation, by: User | None, owner: User | None) -> Movement:
    """Lower what is on hand and what is held; return the line for the book, not saved yet."""
    quantity = reservation.quantity
    record = StockRecord.objects.filter(
        Q(num_allocated__gte=quantity),
        Q(num_in_stock__gte=quantity),
        pk=reservation.stock_record_id,
    )
    left = {"num_allocated": F("num_allocated") - quantity}
    if record.update(num_in_stock=F("num_in_stock") - quantity, **left) != 1:
        raise ReservationMoved(reservation.stock_record_id)
    rows = StockRecord.objects.filter(pk=reservation.stock_record_id)
    after = rows.values_list("num_in_stock", flat=True).get()
    return Movement(
        stock_record_id=reservation.stock_record_id,
        why=Movement.Why.SALE,
        change=-quantity,
        before=after + quantity,
        after=after,
        actor=by,
        owner=owner,
        reference=reservation.reference,
    )


def _of(reference: str, stock_record_ids: Ids) -> QuerySet[Reservation]:
    reservations = Reservation.objects.filter(reference=reference)
    if stock_record_ids is None:
        return reservations
    return reservations.filter(stock_record_id__in=list(stock_record_ids))


def _locked(
    reference: str, states: Sequence[str], stock_record_ids: Ids = None
) -> list[Reservation]:
    """Lock a purchase's stock records first, then its reservations: the house's order."""
    ids = _of(reference, stock_record_ids).values("stock_record_id")
    list(StockRecord.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    found = list(
        _of(reference, stock_record_ids)
        .filter(state__in=states)
        .order_by("stock_record_id")
        .select_for_update()
    )
    _refresh_cards(found)
    return found


def _move(reservation: Reservation, to: str) -> None:
    allowed = Reservation.objects.filter(pk=reservation.pk, state=reservation.state)
    if to not in Reservation.ALLOWED[reservation.state] or allowed.update(state=to) != 1:
        raise ReservationMoved(reservation.pk)
    reservation.state = to


def _shortage(want: Wanted) -> Shortage:
    record = StockRecord.objects.get(pk=want.stock_record_id)
    return Shortage(want.stock_record_id, want.quantity, max(left_of(record), 0))


def _refresh_cards(reservations: Iterable[Reservation]) -> None:
    ids = sorted({reservation.stock_record_id for reservation in reservations})
    if ids:
        jobs.enqueue("shop.listings.tasks.refresh_cards", stock_record_ids=ids)

"""Carry out what waits for goods to come free; called by whatever frees them or lets them go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.models import Movement, Pending, Reservation, SetAside
from shop.stock.writing import Entry, free_of, lock_many, write

Kind, State = Pending.Kind, Pending.State


@dataclass(frozen=True)
class Back:
    """Goods that came back to the shelf from a reservation or from a market day."""

    stock_record_id: int
    quantity: int
    reservation_id: int = 0
    set_aside_id: int = 0

    def concerns(self, wish: Pending) -> bool:
        """Return whether it was promised or kept back when the wish was made."""
        newest = wish.last_reservation if self.reservation_id else wish.last_set_aside
        is_older = (self.reservation_id or self.set_aside_id) <= newest
        return self.stock_record_id == wish.stock_record_id and is_older


def settle(stock_record_ids: Collection[int], back: Sequence[Back] = ()) -> None:
    """Take off what waits for these things, as far as goods are free now.

    One query where nothing waits. Locks the stock records, which the caller has locked before.
    """
    waiting = Pending.objects.filter(stock_record__in=stock_record_ids, state=State.WAITING)
    wishes = list(waiting.order_by("stock_record_id", "-kind", "pk"))  # short ones first
    records = lock_many([wish.stock_record_id for wish in wishes]) if wishes else {}
    promised = {pk: int(record.num_in_stock or 0) for pk, record in records.items()}
    for wish in wishes:
        record = records[wish.stock_record_id]
        if wish.kind == Kind.SHORT:
            promised[record.pk] = _settle_short(wish, record, promised[record.pk])
        else:
            _settle_after_orders(wish, record, back)


def _settle_short(wish: Pending, record: StockRecord, at_most: int) -> int:
    """Take off what is free; return how much of what is on hand no short wish speaks of.

    Goods that left though they were missing had been there after all.
    """
    now = min(free_of(record), wish.quantity)
    left = min(wish.quantity - now, at_most - now)
    if now > 0:
        _take_off(wish, record, now)
    _keep(wish, left, is_over=left <= 0)
    return at_most - now - left


def _settle_after_orders(wish: Pending, record: StockRecord, back: Iterable[Back]) -> None:
    came_back = sum(goods.quantity for goods in back if goods.concerns(wish))
    kept = min(came_back, wish.quantity)
    if (now := min(came_back - kept, free_of(record))) > 0:
        _take_off(wish, record, now)
    _keep(wish, wish.quantity - kept, is_over=False)
    end_if_over(wish)


def end_if_over(wish: Pending) -> None:
    """End a wish for which no order and no market day of then is open any more."""
    reserved = Reservation.objects.open().filter(
        stock_record=wish.stock_record_id, draws_on_stock=True, pk__lte=wish.last_reservation
    )
    kept_back = SetAside.objects.filter(
        stock_record=wish.stock_record_id, state=SetAside.State.OPEN, pk__lte=wish.last_set_aside
    )
    if not reserved.exists() and not kept_back.exists():
        _keep(wish, wish.quantity, is_over=True)


def drop(wishes: QuerySet[Pending]) -> int:
    """Give up those of them that wait, and return how many that were."""
    waiting = wishes.filter(state=State.WAITING)
    return waiting.update(state=State.DROPPED, ended_at=timezone.now())


def forget_short(stock_record_ids: Collection[int]) -> None:
    """Drop what is missing: the shelf was looked at, and a count knows better."""
    drop(Pending.objects.filter(stock_record__in=stock_record_ids, kind=Kind.SHORT))


def _take_off(wish: Pending, record: StockRecord, quantity: int) -> None:
    facts: dict[str, Any] = {"reference": wish.reference, "note": wish.note}
    if wish.kind == Kind.SHORT:  # they left the shelf then, not now
        facts["happened_at"] = wish.happened_at or wish.created_at
    by = By(wish.made_by, wish.owner)
    write(Entry(record, -quantity, facts), Movement.Why(wish.why), by)


def _keep(wish: Pending, quantity: int, *, is_over: bool) -> None:
    if quantity == wish.quantity and not is_over:
        return
    wish.quantity = max(quantity, 0)
    if is_over:
        wish.state, wish.ended_at = State.DONE, timezone.now()
    wish.save(update_fields=["quantity", "state", "ended_at"])

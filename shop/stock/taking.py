"""Stock-takes: count all of the goods or part of them, on the telephone or on paper.

Sales go on meanwhile: every count knows its moment, and what moved after it stays moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.audit.recording import record as record_act
from community.people.models import User
from community.sellers.models import Seller
from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.counting import write_counts
from shop.stock.errors import AlreadyCounting, KeyTaken, NotInTheTake, TakeIsOver, TooMuch
from shop.stock.models import Counted, Movement, StockTake
from shop.stock.writing import MOST

State = StockTake.State


@transaction.atomic
def start(seller: Seller, records: Iterable[StockRecord], by: By) -> StockTake:
    """Open a stock-take of these things, each a line that waits for its count.

    A seller has one at a time. Raises AlreadyCounting, which carries the open one.
    """
    try:
        with transaction.atomic():
            take = StockTake.objects.create(seller=seller, started_by=_who(by), owner=by.owner)
    except IntegrityError:
        open_one = StockTake.objects.get(seller=seller, state=State.OPEN)
        raise AlreadyCounting(open_one.pk) from None
    Counted.objects.bulk_create(
        (Counted(stock_take=take, stock_record=record) for record in records), batch_size=1000
    )
    return take


@transaction.atomic
def write_count(
    stock_take: StockTake,
    stock_record_id: int,
    counted: int,
    by: By,
    *,
    counted_at: datetime | None = None,
    key: UUID | None = None,
) -> Counted:
    """Write what lies on the shelf into its line; of two counts the later look holds.

    Nothing moves before `finish`. Locks the line. Raises TakeIsOver, NotInTheTake, TooMuch,
    KeyTaken.
    """
    _lock_open(stock_take)
    line = _line(stock_take, stock_record_id)
    if key and _is_written(key, line):
        return line
    if counted > MOST:
        raise TooMuch(counted, MOST)
    moment = min(counted_at or timezone.now(), timezone.now())
    if line.counted_at is None or line.counted_at <= moment:
        line.counted, line.counted_at, line.counted_by, line.key = counted, moment, by.user, key
        line.save()
    return line


@transaction.atomic
def forget_count(stock_take: StockTake, stock_record_id: int) -> Counted:
    """Empty a line again: it was the wrong thing. Raises TakeIsOver, NotInTheTake."""
    _lock_open(stock_take)
    line = _line(stock_take, stock_record_id)
    line.counted = line.counted_at = line.counted_by = line.key = None
    line.save()
    return line


@transaction.atomic
def finish(stock_take: StockTake, by: By) -> list[Movement]:
    """Put the book right for every line that was counted, and return what was written.

    Lines without a count change nothing. Where fewer were counted than are promised, the book
    goes down to what is promised and the rest waits (shop.stock.waiting). Locks the stock-take,
    then the stock records in the order of their ids. Raises TakeIsOver.
    """
    _end(stock_take, State.DONE)
    movements = write_counts(stock_take, by)
    _written(stock_take, "stock_take.done", by, counted=len(movements))
    return movements


@transaction.atomic
def drop(stock_take: StockTake, by: By) -> None:
    """Give the stock-take up; nothing moves. Raises TakeIsOver."""
    _end(stock_take, State.DROPPED)
    _written(stock_take, "stock_take.dropped", by)


def _end(stock_take: StockTake, to: State) -> None:
    _lock_open(stock_take)
    StockTake.objects.filter(pk=stock_take.pk).update(state=to, ended_at=timezone.now())
    stock_take.refresh_from_db(fields=["state", "ended_at"])


def _lock_open(stock_take: StockTake) -> None:
    row = StockTake.objects.select_for_update().filter(pk=stock_take.pk, state=State.OPEN)
    if not row.exists():
        raise TakeIsOver(stock_take.pk)


def _line(stock_take: StockTake, stock_record_id: int) -> Counted:
    lines = Counted.objects.select_for_update().filter(stock_take=stock_take)
    line = lines.filter(stock_record=stock_record_id).first()
    if line is None:
        raise NotInTheTake(stock_record_id)
    return line


def _is_written(key: UUID, line: Counted) -> bool:
    """Return whether this key wrote the line. Raises KeyTaken when it wrote another."""
    written = Counted.objects.filter(key=key).values_list("pk", flat=True).first()
    if written not in {None, line.pk}:
        raise KeyTaken(key)
    return written == line.pk


def _who(by: By) -> User:
    if by.user is None:
        raise TypeError("somebody counts")
    return by.user


def _written(stock_take: StockTake, verb: str, by: By, **details: int) -> None:
    record_act(
        _who(by), verb, stock_take, owner=by.owner, seller_id=stock_take.seller_id, **details
    )

"""Keep goods back from the shop for a market day, and give them back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.errors import NotEnough, ReservationMoved, Shortage, StockError
from shop.stock.models import SetAside
from shop.stock.settling import Back, settle
from shop.stock.writing import free_of, lock, refresh_cards

State = SetAside.State


class DayIsOver(StockError):
    """The market day lies in the past."""


class NothingKeptBack(StockError):
    """Nought or less cannot be kept back; or it was given back already."""


@transaction.atomic
def set_aside(stock_record_id: int, quantity: int, until: date, place: str, by: By) -> SetAside:
    """Keep back so many for a market day; said again for the same day, the new number holds.

    `until` is its last day. They count as held, beside the reservations. Locks the stock
    record. Raises NotEnough (with what could be kept back), DayIsOver, NothingKeptBack.
    """
    if until < timezone.localdate():
        raise DayIsOver(until)
    if quantity <= 0:
        raise NothingKeptBack(quantity)
    record = lock(stock_record_id)
    kept = SetAside.objects.filter(stock_record=record, until=until, state=State.OPEN).first()
    more = quantity - (kept.quantity if kept else 0)
    if more > free_of(record):
        could = free_of(record) + (kept.quantity if kept else 0)
        raise NotEnough([Shortage(record.pk, quantity, could)])
    hold(record, more)
    kept = kept or SetAside(stock_record=record, until=until, made_by=by.user, owner=by.owner)
    kept.quantity, kept.place = quantity, place
    kept.save()
    if more < 0:
        settle([record.pk], [Back(record.pk, -more, set_aside_id=kept.pk)])
    return kept


@transaction.atomic
def give_back(kept: SetAside, by: By | None = None) -> None:
    """Put what is left of it on sale again. Raises NothingKeptBack when it was over already."""
    record = lock(kept.stock_record_id)
    quantity = end(kept)
    hold(record, -quantity)
    settle([record.pk], [Back(record.pk, quantity, set_aside_id=kept.pk)])


def give_back_overdue() -> int:
    """Give back whatever market days before today have left over; return how many that were."""
    today = timezone.localdate()
    over = SetAside.objects.filter(state=State.OPEN, until__lt=today).order_by("stock_record_id")
    return sum(_give_back_once(kept) for kept in over)


def _give_back_once(kept: SetAside) -> bool:
    try:
        give_back(kept)
    except NothingKeptBack:  # its seller was faster
        return False
    return True


def end(kept: SetAside) -> int:
    """Close it and return what was left of it; its stock record is locked by the caller."""
    row = SetAside.objects.select_for_update().get(pk=kept.pk)
    moved = SetAside.objects.filter(pk=kept.pk, state=State.OPEN).update(
        state=State.ENDED, quantity=0
    )
    if moved != 1:
        raise NothingKeptBack(kept.pk)
    kept.state, kept.quantity = State.ENDED, 0
    return row.quantity


def take_from(kept: SetAside, quantity: int) -> None:
    """Lower what is kept back, as goods of it are sold; the stock record is locked."""
    if quantity >= kept.quantity:
        end(kept)
        return
    row = SetAside.objects.filter(pk=kept.pk, state=State.OPEN, quantity__gt=quantity)
    if row.update(quantity=F("quantity") - quantity) != 1:
        raise NothingKeptBack(kept.pk)
    kept.quantity -= quantity


def put_to(kept: SetAside, record: StockRecord, quantity: int) -> None:
    """Keep back so many more for its day, though it may have ended; the stock record is locked."""
    days = SetAside.objects.filter(stock_record=record, until=kept.until, state=State.OPEN)
    kept = days.first() or SetAside.objects.get(pk=kept.pk)
    hold(record, quantity)
    kept.state, kept.quantity = State.OPEN, kept.quantity + quantity
    kept.save(update_fields=["state", "quantity"])


def hold(record: StockRecord, more: int) -> None:
    """Change what the locked record holds; the row count is the guard."""
    held = Coalesce(F("num_allocated"), 0) + more
    row = StockRecord.objects.alias(held=held).filter(
        pk=record.pk, held__gte=0, held__lte=F("num_in_stock")
    )
    if row.update(num_allocated=held) != 1:
        raise ReservationMoved(record.pk)
    record.num_allocated = int(record.num_allocated or 0) + more
    refresh_cards([record.pk])


def on_day(stock_record_id: int, day: date) -> list[SetAside]:
    """Return what is kept back for that day, and behind it what is for later days."""
    kept = SetAside.objects.filter(stock_record=stock_record_id, state=State.OPEN, until__gte=day)
    return list(kept.order_by("until"))

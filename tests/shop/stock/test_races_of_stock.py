"""Any two acts on one shelf, met at a line, come to what one after the other comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from community.people.models import User
from shop.partner.models import StockRecord
from shop.stock import moving, reserving, selling, setting_aside, undoing, waiting, weighing
from shop.stock.models import Movement, Pending, Reservation, SetAside
from shop.stock.moving import By, Change
from shop.stock.reserving import Wanted
from tests.cast import make_seller, make_user
from tests.races import Line, after, before
from tests.racing import Floor, Race, every, fall, hold
from tests.shop.stock.shelf_of import shelf

Why = Movement.Why


@dataclass(frozen=True)
class Shelf:
    """Six on hand: two paid for, one held unpaid, one kept back for today's market."""

    record: StockRecord
    mali: User
    sale: Movement  # of one, just now
    kept: SetAside

    @property
    def by(self) -> By:
        return By(self.mali)

    def name(self, of: str) -> str:
        return f"{of}-{self.record.pk}"


def arrange() -> Shelf:
    name = f"s-{uuid4().hex[:12]}"
    mali = make_user(f"{name}@example.org")
    record = shelf(make_seller(name, owner=mali), 7, slug=name)
    sale = selling.sell_at_stall(record.pk, 1, By(mali))
    kept = setting_aside.set_aside(record.pk, 1, timezone.localdate(), "", By(mali))
    made = Shelf(record, mali, sale, kept)
    for reference, quantity in (("paid", 2), ("unpaid", 1), ("late", 2)):
        soon = timezone.now() + timedelta(minutes=15)
        reserving.reserve(made.name(reference), [Wanted(record.pk, quantity)], soon)
        if reference == "late":
            reserving.release(made.name(reference))
    reserving.claim(made.name("paid"))
    return made


def figures(world: Shelf) -> object:
    record = StockRecord.objects.get(pk=world.record.pk)
    reserved = Reservation.objects.filter(stock_record=record)
    rows = [(r.reference.split("-")[0], r.state, r.quantity) for r in reserved]
    kept = SetAside.objects.filter(stock_record=record).values_list("state", "quantity")
    lines = Movement.objects.filter(stock_record=record).values_list("why", "change")
    wishes = Pending.objects.filter(stock_record=record).values_list("state", "quantity")
    sums = (record.num_in_stock, record.num_allocated)
    return (sums, *(sorted(found) for found in (rows, kept, lines, wishes)))


Act = Callable[[Shelf], None]


def reserve(world: Shelf) -> None:
    soon = timezone.now() + timedelta(minutes=15)
    reserving.reserve(world.name("new"), [Wanted(world.record.pk, 2)], soon)


def expire(world: Shelf) -> None:
    reserving.release(world.name("unpaid"))


def pay_late(world: Shelf) -> None:
    reserving.reclaim(world.name("late"))


def ship(world: Shelf) -> None:
    reserving.consume(world.name("paid"), [world.record.pk], by=world.mali)


def weigh_and_ship(world: Shelf) -> None:
    weighing.weigh(world.name("paid"), {world.record.pk: 1}, world.by)


def sell(world: Shelf) -> None:
    selling.sell_at_stall(world.record.pk, 3, world.by)


def sell_with_a_key(world: Shelf) -> None:
    selling.sell_at_stall(world.record.pk, 1, world.by, key=UUID(int=world.record.pk))


def keep_back(world: Shelf) -> None:
    setting_aside.set_aside(world.record.pk, 3, timezone.localdate(), "", world.by)


def give_back(world: Shelf) -> None:
    setting_aside.give_back(SetAside.objects.get(pk=world.kept.pk), world.by)


def waste(world: Shelf) -> None:
    moving.move(world.record.pk, -2, Why.WASTE, world.by)


def count(world: Shelf) -> None:
    moving.count(world.record.pk, 5, world.by)


def read_a_file(world: Shelf) -> None:
    moving.move_many([Change(world.record.pk, on_hand=4)], Why.IMPORT, world.by, "file")


def take_back(world: Shelf) -> None:
    undoing.undo(Movement.objects.get(pk=world.sale.pk), world.by)


def wish(world: Shelf) -> None:
    waiting.after_open_orders(world.record.pk, 1, world.by)


# Where A stops: who may come then. Each pair needs its guard, as the control shows.
MEETINGS: list[tuple[Act, Line, list[Act]]] = [
    (reserve, before(reserving._draw, "return drawn == 1"), [reserve, sell, keep_back, count]),
    (reserve, before(reserving.reserve_or_roll_back, "held = "), [pay_late, waste, weigh_and_ship]),
    (expire, before(reserving.release, "settle("), [expire, weigh_and_ship, wish]),
    (pay_late, before(reserving.reclaim, "short = "), [pay_late, reserve, keep_back, read_a_file]),
    (ship, after(reserving._take_off, "after = "), [ship, take_back, count]),
    (weigh_and_ship, before(weighing._weigh, "more = "), [ship, expire, give_back, reserve]),
    (sell, after(selling.sell_at_stall, "record = lock("), [sell, reserve, count]),
    (sell, before(selling.sell_at_stall, "movement = "), [give_back, keep_back, take_back]),
    (sell_with_a_key, after(selling.sell_at_stall, "if key and"), [sell]),
    (keep_back, before(setting_aside.set_aside, "more = "), [keep_back, sell, pay_late]),
    (keep_back, before(setting_aside.set_aside, "kept.save"), [give_back, wish]),
    (give_back, before(setting_aside.give_back, "hold("), [sell_with_a_key, keep_back]),
    (give_back, after(setting_aside.end, "row = "), [give_back]),
    (waste, before(moving.move, "movement = write("), [waste, ship, reserve, take_back]),
    (count, after(moving.count, "since = "), [count, sell, pay_late]),
    (read_a_file, before(moving.move_many, "movements = "), [read_a_file, waste, ship]),
    (take_back, after(undoing.undo, "if movement.pk not in"), [count]),
    (wish, before(waiting.after_open_orders, "spare = "), [wish, expire, sell]),
]
RACES = [
    Race(f"{a.__name__}, {b.__name__}", arrange, a, b, [line], figures=figures)
    for a, line, others in MEETINGS
    for b in others
]


@every(RACES)
def test_it_holds(race: Race[Any], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[Any], shaky_floor: Floor) -> None:
    fall(race)

"""What buyers and the clock do: reserve, pay, send, expire, cancel, pay too late."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from hypothesis.stateful import precondition, rule

from shop.stock import reserving
from shop.stock.models import Reservation
from shop.stock.reserving import NotEnough, Wanted
from tests.shop.stock.machine.shelf import Shelf, few, some, which

State = Reservation.State


class ShopRules(Shelf):
    def reserved(self, name: str) -> list[tuple[int, int]]:
        rows = Reservation.objects.filter(reference=name, draws_on_stock=True)
        return [(self.world.records.index(row.stock_record_id), row.quantity) for row in rows]

    @rule(place=which, quantity=few)
    def reserve(self, place: int, quantity: int) -> None:
        known = self.of(place)
        with self.refusing(NotEnough) as refused:
            soon = timezone.now() + timedelta(minutes=15)
            reserving.reserve(self.new_name(), [Wanted(self.record(place), quantity)], soon)
        assert bool(refused.by) is (quantity > known.free)
        if not refused.by:
            known.held += quantity

    @rule(first=few, second=few)
    def reserve_both(self, first: int, second: int) -> None:
        soon = timezone.now() + timedelta(minutes=15)
        wanted = [Wanted(self.record(0), first), Wanted(self.record(1), second)]
        with self.refusing(NotEnough) as refused:
            reserving.reserve(self.new_name(), wanted, soon)
        assert bool(refused.by) is (first > self.of(0).free or second > self.of(1).free)
        if not refused.by:
            self.of(0).held += first
            self.of(1).held += second

    @rule(place=which, quantity=few)
    def order_what_is_made_to_order(self, place: int, quantity: int) -> None:
        wanted = Wanted(self.record(place), quantity, made_to_order=True)
        reserving.reserve(self.new_name(), [wanted], timezone.now() + timedelta(minutes=15))
        if quantity <= self.of(place).free:
            self.of(place).held += quantity

    @precondition(lambda self: State.HELD in self.reservations)
    @rule(nth=some)
    def pay(self, nth: int) -> None:
        held = self.reservations[State.HELD]
        reserving.claim(held[nth % len(held)])

    @precondition(lambda self: State.HELD in self.reservations)
    @rule(nth=some)
    def expire_or_cancel(self, nth: int) -> None:
        held = self.reservations[State.HELD]
        name = held[nth % len(held)]
        waits = [self.waits(0), self.waits(1)]
        reserving.release(name)
        reserving.release(name)
        for place, quantity in self.reserved(name):
            self.of(place).held -= quantity
            if waits[place]:
                self.look_again(place)

    @precondition(lambda self: State.CLAIMED in self.reservations)
    @rule(nth=some)
    def send(self, nth: int) -> None:
        claimed = self.reservations[State.CLAIMED]
        name = claimed[nth % len(claimed)]
        rows = Reservation.objects.filter(reference=name)
        reserving.consume(name, [row.stock_record_id for row in rows], by=self.world.mali)
        for place, quantity in self.reserved(name):
            self.of(place).held -= quantity
            self.of(place).on_hand -= quantity

    @precondition(lambda self: State.RELEASED in self.reservations)
    @rule(nth=some)
    def pay_too_late(self, nth: int) -> None:
        released = self.reservations[State.RELEASED]
        name = released[nth % len(released)]
        wanted = self.reserved(name)
        with self.refusing(NotEnough) as refused:
            reserving.reclaim(name)
        assert bool(refused.by) is any(n > self.of(place).free for place, n in wanted)
        for place, quantity in [] if refused.by else wanted:
            self.of(place).held += quantity

"""What the seller and her helper write into the book: stall, waste, counts, files."""

from __future__ import annotations

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.stock.errors import BelowHeld, CannotUndo, ManyBelowHeld, NothingMoves
from shop.stock.models import Movement
from shop.stock.moving import Change, count, move, move_many, sums
from shop.stock.selling import sell_at_stall
from shop.stock.undoing import undo
from tests.shop.stock.machine.shelf import Shelf, few, some, which

Why = Movement.Why
TAKEN = st.sampled_from([Why.WASTE, Why.OWN_USE, Why.GIFT, Why.CORRECTION])


class HandRules(Shelf):
    def kept_back(self, place: int) -> int:
        of = sums([self.record(place)])[self.record(place)]
        return of.set_aside

    def sell(self, place: int, quantity: int, *, sent: int = 1) -> None:
        """Sell at the stall: only what buyers were promised stands in the way."""
        known, key = self.of(place), self.new_key()
        kept, could = self.kept_back(place), known.free + self.kept_back(place)
        with self.refusing(BelowHeld) as refused:
            for _ in range(sent):
                sale = sell_at_stall(self.record(place), quantity, self.mali(), key=key)
        assert bool(refused.by) is (quantity > could)
        if not refused.by:
            known.on_hand -= quantity
            known.held -= kept - self.kept_back(place)
            self.tapped.append((place, sale))
            if self.waits(place):
                self.look_again(place)

    @rule(place=which, quantity=few)
    def sell_at_the_stall(self, place: int, quantity: int) -> None:
        self.sell(place, quantity)

    @rule(place=which, quantity=few)
    def sell_offline_and_send_it_twice(self, place: int, quantity: int) -> None:
        self.sell(place, quantity, sent=2)

    @precondition(lambda self: self.tapped)
    @rule(nth=some)
    def take_a_sale_back(self, nth: int) -> None:
        place, sale = self.tapped.pop(nth % len(self.tapped))
        kept, seen = self.kept_back(place), self.seen.get(place)
        undo(sale, self.mali())
        self.of(place).held += self.kept_back(place) - kept
        if seen and sale.at <= seen.moment:
            self.only_the_book(place, -sale.change)
        else:
            self.of(place).on_hand -= sale.change
        if self.waits(place):
            self.look_again(place)

    @precondition(lambda self: self.counted_over)
    @rule(nth=some)
    def take_back_what_was_counted(self, nth: int) -> None:
        sale = self.counted_over[nth % len(self.counted_over)]
        with self.refusing(CannotUndo) as refused:
            undo(sale, self.mali())
        assert refused.by

    @rule(place=which, quantity=few, why=st.sampled_from([Why.RESTOCK, Why.RETURN]))
    def put_on_the_shelf(self, place: int, quantity: int, why: Why) -> None:
        move(self.record(place), quantity, why, self.dao_for_mali())
        self.of(place).on_hand += quantity
        self.look_again(place)

    @rule(place=which, quantity=few, why=TAKEN)
    def take_off_the_shelf(self, place: int, quantity: int, why: Why) -> None:
        known = self.of(place)
        with self.refusing(BelowHeld) as refused:
            move(self.record(place), -quantity, why, self.mali())
        assert bool(refused.by) is (quantity > known.free)
        if not refused.by and why == Why.CORRECTION:
            self.only_the_book(place, -quantity)
        elif not refused.by:
            known.on_hand -= quantity

    @rule(place=which)
    def move_nothing(self, place: int) -> None:
        with self.refusing(NothingMoves) as refused:
            move(self.record(place), 0, Why.CORRECTION, self.mali())
        assert refused.by

    @rule(place=which, found=some)
    def count_the_shelf(self, place: int, found: int) -> None:
        known = self.of(place)
        with self.refusing(BelowHeld) as refused:
            count(self.record(place), found, self.mali())
        assert bool(refused.by) is (found < known.held)
        if not refused.by:
            known.on_hand = found
            self.was_counted(place, timezone.now())

    @rule(place=which, found=some, sold=few)
    def sell_while_it_is_counted(self, place: int, found: int, sold: int) -> None:
        """The count is of the shelf before the sale, and is written after it."""
        moment = self.a_moment_ago()
        before = self.of(place).on_hand
        self.sell(place, sold)
        known = self.of(place)
        expected = found + known.on_hand - before
        with self.refusing(BelowHeld) as refused:
            count(self.record(place), found, self.mali(), counted_at=moment)
        if not refused.by:
            known.on_hand = expected
            self.was_counted(place, moment)
        assert bool(refused.by) is (expected < known.held)

    @rule(first=some, second=some)
    def read_a_file(self, first: int, second: int) -> None:
        """What a file says is on hand, of both things or of none."""
        wanted = [Change(self.record(1), on_hand=second), Change(self.record(0), on_hand=first)]
        with self.refusing(ManyBelowHeld) as refused:
            move_many(wanted, Why.IMPORT, self.mali(), "import 1")
        below = first < self.of(0).held or second < self.of(1).held
        assert bool(refused.by) is below
        for place, figure in [] if refused.by else enumerate((first, second)):
            if figure != self.of(place).on_hand:
                self.only_the_book(place, figure - self.of(place).on_hand)
                self.no_way_back(place, timezone.now())
            self.look_again(place)

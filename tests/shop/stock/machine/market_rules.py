"""Market days, stock-takes, corrections that wait, and two people who edit the same thing."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from hypothesis.stateful import precondition, rule

from shop.listings.changing import set_left
from shop.listings.models import Variant
from shop.partner.models import StockRecord
from shop.stock import taking, waiting
from shop.stock.errors import NotEnough
from shop.stock.models import Movement, SetAside
from shop.stock.setting_aside import give_back, give_back_overdue, set_aside
from tests.shop.stock.machine.shelf import Seen, Shelf, few, some, which

Why = Movement.Why


class MarketRules(Shelf):
    @rule(place=which, quantity=few, days=which)
    def keep_back(self, place: int, quantity: int, days: int) -> None:
        day = timezone.localdate() + timedelta(days=days)
        kept = SetAside.objects.filter(
            stock_record=self.record(place), until=day, state=SetAside.State.OPEN
        ).first()
        more = quantity - (kept.quantity if kept else 0)
        with self.refusing(NotEnough) as refused:
            set_aside(self.record(place), quantity, day, "ตลาดนัด", self.mali())
        assert bool(refused.by) is (more > self.of(place).free)
        if not refused.by:
            self.of(place).held += more
            self.look_again(place)

    @precondition(lambda self: self.market_days)
    @rule(nth=some)
    def put_back_in_the_shop(self, nth: int) -> None:
        kept = self.market_days[nth % len(self.market_days)]
        self.known[kept.stock_record_id].held -= kept.quantity
        give_back(kept, self.mali())
        self.look_again(self.world.records.index(kept.stock_record_id))

    @precondition(lambda self: self.market_days)
    @rule()
    def the_market_day_ends(self) -> None:
        kept = self.market_days[0]
        yesterday = timezone.localdate() - timedelta(days=1)
        SetAside.objects.filter(pk=kept.pk).update(until=yesterday)
        assert give_back_overdue() == 1
        self.known[kept.stock_record_id].held -= kept.quantity
        self.look_again(self.world.records.index(kept.stock_record_id))

    @rule(place=which, wanted=some)
    def lower_after_open_orders(self, place: int, wanted: int) -> None:
        self.only_the_book(place, -max(self.of(place).free - wanted, 0))
        waiting.after_open_orders(self.record(place), wanted, self.mali())

    @precondition(lambda self: any(known.held for known in self.known.values()))
    @rule(place=which, missing=which, free=some)
    def find_that_goods_are_gone(self, place: int, missing: int, free: int) -> None:
        """More than is free, or a part of it: what is promised is missing then."""
        known = self.of(place)
        quantity = known.free + missing if missing else min(free, known.free)
        known.on_hand -= min(known.free, quantity)
        waiting.take_off_what_is_gone(self.record(place), quantity, Why.STALL_SALE, self.mali())

    @precondition(lambda self: self.wishes)
    @rule()
    def give_a_correction_up(self) -> None:
        waiting.give_up(self.wishes[0])

    @precondition(lambda self: not self.take)
    @rule()
    def begin_to_count(self) -> None:
        records = StockRecord.objects.filter(pk__in=self.world.records)
        taking.start(self.world.seller, records, self.mali())
        self.seen = {}

    @precondition(lambda self: self.take)
    @rule(place=which, found=some)
    def count_one_thing(self, place: int, found: int) -> None:
        """Remember what was found, and what the book said at that moment."""
        line = taking.write_count(self.take, self.record(place), found, self.dao_for_mali())
        assert line.counted_at
        self.seen[place] = Seen(found, self.of(place).on_hand, line.counted_at)

    @precondition(lambda self: self.take)
    @rule()
    def finish_the_count(self) -> None:
        taking.finish(self.take, self.mali())
        for place, seen in list(self.seen.items()):
            known = self.of(place)
            known.on_hand = max(seen.found + known.on_hand - seen.then, known.held)
            if seen.is_vague:
                known.on_hand = StockRecord.objects.get(pk=self.record(place)).num_in_stock
            self.no_way_back(place, seen.moment)
        self.seen = {}

    @precondition(lambda self: self.take)
    @rule()
    def give_the_count_up(self) -> None:
        taking.drop(self.take, self.mali())
        self.seen = {}

    @rule(place=which, first=some, second=some)
    def two_people_edit(self, place: int, first: int, second: int) -> None:
        """Both have the page open; what the second one says is left, is left."""
        variant = Variant.objects.get(stock_record=self.record(place))
        set_left(variant, first, self.world.mali)
        set_left(variant, second, self.world.dao, owner=self.world.mali)
        self.of(place).on_hand = self.of(place).held + second
        self.was_counted(place, timezone.now())

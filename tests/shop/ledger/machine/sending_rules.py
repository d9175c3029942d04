"""What sellers do with paid and agreed orders: weigh, pack, send, hand over, cannot send."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.fulfilment.cancelling import cancel, cancel_whole
from shop.fulfilment.delivering import mark_delivered
from shop.fulfilment.moves import mark_packed, mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.fulfilment.weighing import Weight, weighed_lines, write_weights
from shop.purchases.models import SellerOrder
from tests.shop.ledger.machine.market import Market, in_state, one_of, which

State = SellerOrder.State


class SendingRules(Market):
    @property
    def here(self) -> list[SellerOrder]:
        return in_state(self.shares, State.TO_PACK, State.PACKED)

    @property
    def away(self) -> list[SellerOrder]:
        return in_state(self.shares, State.SHIPPED)

    @precondition(lambda self: self.here)
    @rule(nth=which)
    def pack(self, nth: int) -> None:
        share = one_of(self.here, nth)
        self.act(lambda: mark_packed(share, self.world.mali))

    @precondition(lambda self: self.here)
    @rule(nth=which, percent=st.integers(85, 105))
    def send(self, nth: int, percent: int) -> None:
        """Weighed where it must be; what is lighter is owed back."""
        share = one_of(self.here, nth)
        weights = {
            line.pk: Weight(line.ordered_quantity * percent // 100, line.weighed_g)
            for line in weighed_lines(share)
        }
        if weights:
            self.act(lambda: write_weights(share, weights, self.world.mali))
        self.act(lambda: mark_shipped(share, self.world.mali))

    @precondition(lambda self: self.away)
    @rule(nth=which)
    def the_buyer_has_it(self, nth: int) -> None:
        share = one_of(self.away, nth)
        self.act(lambda: mark_delivered(share, "buyer", by=self.world.somchai))

    @precondition(lambda self: self.away)
    @rule(nth=which, to_shelf=st.booleans(), all_of_it=st.booleans())
    def the_parcel_is_refused(self, nth: int, to_shelf: bool, all_of_it: bool) -> None:
        share = one_of(self.away, nth)
        delivery = {"delivery": share.delivery} if all_of_it else {}
        self.act(lambda: mark_returned(share, self.world.mali, to_shelf=to_shelf, **delivery))

    @precondition(lambda self: self.here)
    @rule(nth=which, to_shelf=st.booleans())
    def a_piece_cannot_be_sent(self, nth: int, to_shelf: bool) -> None:
        share = one_of(self.here, nth)
        lines = {line.pk: 1 for line in share.lines.filter(per=1)}
        key = self.new_name("cancel")
        self.act(lambda: cancel(share, lines, self.world.mali, to_shelf=to_shelf, key=key))

    @precondition(lambda self: self.here)
    @rule(nth=which, to_shelf=st.booleans())
    def nothing_can_be_sent(self, nth: int, to_shelf: bool) -> None:
        share = one_of(self.here, nth)
        self.act(lambda: cancel_whole(share, self.world.mali, to_shelf=to_shelf))

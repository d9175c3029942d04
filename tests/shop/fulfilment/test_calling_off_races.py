"""A buyer calls off while the seller packs: one of them is first, and the other is told."""

from __future__ import annotations

from uuid import uuid4

from community.people.models import User
from shop.fulfilment import calling_off
from shop.fulfilment.calling_off import call_off
from shop.fulfilment.errors import MoveRefused
from shop.fulfilment.moves import mark_packed
from shop.stock.models import Reservation
from tests.races import Outcome, after, before
from tests.racing import Floor, Race, every, fall, hold, table
from tests.shop.fulfilment.agreed import agreed


class World:
    """A share that is paid at the door, and its seller."""

    def __init__(self) -> None:
        name = f"c-{uuid4().hex[:12]}"
        self.mali = User.objects.create(email=f"{name}@example.org", name=name)
        self.share = agreed(self.mali, name)

    def pack(self) -> None:
        mark_packed(self.share, self.mali)

    def call_off(self) -> None:
        call_off(self.share, None)


def one_was_first(world: World, outcome: Outcome) -> None:
    """Fail unless one did it, the other was refused, and the goods are where they belong."""
    world.share.refresh_from_db()
    held = Reservation.objects.get(reference=world.share.purchase.number)
    assert sorted(outcome.kinds, key=str) == sorted([None, MoveRefused], key=str)
    assert (world.share.state, held.state) in {("packed", "claimed"), ("cancelled", "released")}


RACES = table(
    Race(
        "called off and packed",
        World,
        World.call_off,
        World.pack,
        [
            after(call_off, "share = lock_share("),
            after(call_off, "release("),
            before(calling_off._tell, "path = reverse("),
        ],
        check=one_was_first,
    ),
    Race(
        "packed and called off",
        World,
        World.pack,
        World.call_off,
        [after(mark_packed, "_move("), before(mark_packed, "_write_down(")],
        check=one_was_first,
    ),
)


@every(RACES)
def test_it_holds(race: Race[World], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[World], shaky_floor: Floor) -> None:
    fall(race)

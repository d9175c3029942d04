"""What every rule of the stock machine stands on: the shelf, and what must be true of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from community.people.models import User
from community.sellers.models import Seller
from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.books import STOCK_PROMISES
from shop.stock.models import Movement, Pending, Reservation, SetAside, StockTake
from tests.books import asked_at_once, the_books_agree

NAMES = UUID("6f6a3a52-6c0f-4f5c-9d0b-1c6f3b7f2a10")
few = st.integers(1, 4)
some = st.integers(0, 9)
which = st.integers(0, 1)


@dataclass(frozen=True)
class World:
    """Made once; every run begins with it again."""

    seller: Seller
    mali: User
    dao: User
    records: list[int]


@dataclass
class Known:
    """What the rules know a thing to be: on hand and held, told without asking the book."""

    on_hand: int = 6
    held: int = 0

    @property
    def free(self) -> int:
        return self.on_hand - self.held


@dataclass
class Seen:
    """A line of the open stock-take, and what the book said then, as we know it now."""

    found: int
    then: int
    moment: datetime
    is_vague: bool = False  # a correction that waits moved things by itself since


@dataclass
class Refused:
    by: Exception | None = field(default=None)


class Shelf(RuleBasedStateMachine):
    """Two things on a shelf; each run is undone at its end."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.run = transaction.atomic()
        self.run.__enter__()
        self.known = {pk: Known() for pk in world.records}
        self.acts = 0
        self.seen: dict[int, Seen] = {}
        self.tapped: list[tuple[int, Movement]] = []
        self.counted_over: list[Movement] = []
        self.is_quiet = False
        self.look_around()

    def teardown(self) -> None:
        """Ask the whole of the books once; what is about stock was asked after every step."""
        try:
            the_books_agree()
        finally:
            self._undo()

    def _undo(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @rule()
    def a_quiet_day(self) -> None:
        """Let nothing happen."""
        self.is_quiet = True

    @invariant()
    def after_each_step(self) -> None:
        if not self.is_quiet:
            self.the_books_agree()
            self.the_book_says_what_happened()
            self.look_around()
        self.is_quiet = False

    def the_books_agree(self) -> None:
        broken = asked_at_once(STOCK_PROMISES, "stock")
        assert not broken, broken

    def look_around(self) -> None:
        """Note what is open, once for all the rules that may come next."""
        self.reservations: dict[str, list[str]] = {}
        for name, state in Reservation.objects.order_by("pk").values_list("reference", "state"):
            self.reservations.setdefault(state, []).append(name)
        self.market_days = list(SetAside.objects.filter(state=SetAside.State.OPEN).order_by("pk"))
        self.take = StockTake.objects.filter(state=StockTake.State.OPEN).first()
        self.wishes = list(Pending.objects.filter(state=Pending.State.WAITING))

    def the_book_says_what_happened(self) -> None:
        rows = StockRecord.objects.filter(pk__in=self.world.records)
        found = {row.pk: (row.num_in_stock, row.num_allocated) for row in rows}
        assert found == {pk: (known.on_hand, known.held) for pk, known in self.known.items()}

    def record(self, place: int) -> int:
        return self.world.records[place]

    def of(self, place: int) -> Known:
        return self.known[self.record(place)]

    def mali(self) -> By:
        return By(self.world.mali)

    def dao_for_mali(self) -> By:
        return By(self.world.dao, self.world.mali)

    def new_name(self) -> str:
        self.acts += 1
        return f"M-{self.acts}"

    def new_key(self) -> UUID:
        return uuid5(NAMES, self.new_name())

    def a_moment_ago(self) -> datetime:
        return timezone.now() - timedelta(milliseconds=1)

    def waits(self, place: int) -> bool:
        """Return whether a correction waits there: it takes off by itself what comes free."""
        return any(wish.stock_record_id == self.record(place) for wish in self.wishes)

    def look_again(self, place: int) -> None:
        """Take over what the book says, where a correction that waits moved things by itself.

        The promises of the books are what holds there, and that it never adds anything.
        """
        row, known = StockRecord.objects.get(pk=self.record(place)), self.of(place)
        assert row.num_in_stock <= known.on_hand
        assert row.num_allocated == known.held
        if row.num_in_stock != known.on_hand and place in self.seen:
            self.seen[place].is_vague = True
        known.on_hand = row.num_in_stock

    def only_the_book(self, place: int, change: int) -> None:
        """The book was put right; on the shelf nothing moved."""
        self.of(place).on_hand += change
        if place in self.seen:
            self.seen[place].then += change

    def was_counted(self, place: int, moment: datetime) -> None:
        """A later look at the shelf holds: over a line of a stock-take, over what was tapped."""
        self.no_way_back(place, moment)
        if place in self.seen and self.seen[place].moment < moment:
            del self.seen[place]

    def no_way_back(self, place: int, moment: datetime) -> None:
        """What was tapped until that moment cannot be taken back any more."""
        over = [one for at, one in self.tapped if at == place and one.at <= moment]
        self.tapped = [(at, one) for at, one in self.tapped if one not in over]
        self.counted_over += over

    @contextmanager
    def refusing(self, *errors: type[Exception]) -> Iterator[Refused]:
        """Let a rule be refused: nothing of it may stay."""
        refused = Refused()
        try:
            with transaction.atomic():
                yield refused
        except errors as error:
            refused.by = error

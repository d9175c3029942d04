"""Many buyers press the button at one moment, for fewer units than buyers."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from community.sellers.models import Seller
from shop.delivery.models import DeliveryMethod
from tests.bench.books import books_figure, broken_promises, count_purchases
from tests.bench.figures import Figure
from tests.bench.processes import sandbox, servers
from tests.bench.stalls import guests_before, open_shop, put_out
from tests.bench.wire import fire

SERVERS = 4
CONTROL_ROUNDS = 10


@dataclass(frozen=True)
class Race:
    buyers: int
    units: int
    rounds: int

    @property
    def name(self) -> str:
        units = "the last unit" if self.units == 1 else f"{self.units} units"
        return f"{self.buyers} buyers at once for {units}, {SERVERS} server processes"


def measure(rounds: int) -> Iterator[Figure]:
    seller, method = open_shop()
    races = [Race(20, 1, rounds), Race(20, 5, rounds), Race(200, 50, max(1, rounds // 10))]
    with servers(SERVERS) as ports, sandbox(ports[0]):
        for race in races:
            sold = Counter(_run(race, seller, method, ports) for _ in range(race.rounds))
            yield _exact(race, sold)
            yield books_figure(race.name)
    _take_the_guard_away()
    with servers(SERVERS, environment={"STOCK_GUARD": "0"}) as ports, sandbox(ports[0]):
        race = Race(20, 1, min(rounds, CONTROL_ROUNDS))
        yield _oversold([_run(race, seller, method, ports) for _ in range(race.rounds)])


def _run(race: Race, seller: Seller, method: DeliveryMethod, ports: Sequence[int]) -> int:
    """Return how many purchases of the race's units were placed."""
    listing = put_out(seller, race.units)
    guests = guests_before(listing, method, race.buyers, ports)
    answers = fire([guest.order() for guest in guests])
    seen = Counter(answer.status for answer in answers)
    if set(seen) != {302}:
        print(f"{race.name}: answers were {dict(seen)}", file=sys.stderr)
    return count_purchases(listing)


def _exact(race: Race, sold: Counter[int]) -> Figure:
    said = ", ".join(f"{orders} in {times} rounds" for orders, times in sorted(sold.items()))
    limit = f"{race.units} in every one of {race.rounds} rounds"
    return Figure(f"orders of {race.name}", said, limit, set(sold) == {race.units})


def _take_the_guard_away() -> None:
    """Drop what stands behind the conditional UPDATE too, in this database that nobody keeps."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partner_stockrecord DROP CONSTRAINT stock_held_is_there")


def _oversold(sold: Sequence[int]) -> Figure:
    rounds = sum(orders > 1 for orders in sold)
    noticed = "audit_books says so" if broken_promises() else "audit_books does not see it"
    value = f"oversold in {rounds} of {len(sold)} rounds, up to {max(sold)} orders; {noticed}"
    passed = rounds > 0 and bool(broken_promises())
    return Figure("control, the last unit without the guard", value, "oversells", passed)

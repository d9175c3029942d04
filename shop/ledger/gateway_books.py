"""The ledger's account of the gateway against the gateway's own books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import timezone

from shop.books.proof import Promise, Row
from shop.gateways.base import Movement
from shop.gateways.registry import gateway_named
from shop.ledger.gateway_matching import (
    OF_OUR_ACTS,
    Kind,
    all_ours,
    explained,
    refunds_under_way,
    refunds_without_answer,
)
from shop.payments.books import ON_ITS_WAY, on_its_way


def not_as_the_gateways_books() -> Iterator[Row]:
    """Compare each payment, refund and dispute in our ledger with the gateway's movements.

    What moved there in the last minutes may be in ours, or the news of it is on its way.
    """
    movements = list(gateway_named("stripe").transactions())
    lately = timezone.now() - ON_ITS_WAY
    theirs = _sums(movements)
    earlier = _sums(movement for movement in movements if movement.at < lately)
    ours = all_ours()
    open_yet = on_its_way() | refunds_under_way(theirs) | refunds_without_answer(theirs)
    for about in sorted({*theirs, *ours} - open_yet):
        booked = ours.get(about, 0)
        if booked not in {theirs.get(about, 0), earlier.get(about, 0)}:
            yield {"about": about, "satang_at_gateway": theirs.get(about, 0), "booked": booked}


def _sums(movements: Iterable[Movement]) -> dict[str, int]:
    """Return {what it is about: satang}, what corrections explain taken off."""
    sums: dict[str, int] = defaultdict(int)
    said = explained()
    for movement in movements:
        left = movement.amount_satang - said.get(movement.gateway_id, 0)
        if movement.kind in OF_OUR_ACTS:
            sums[movement.reference] += left
        elif movement.kind == Kind.OTHER:
            sums[movement.gateway_id] += left
    return sums


GATEWAY_LEDGER_PROMISES = [
    Promise(
        "ledger_is_the_gateways_books",
        "the ledger's account of the gateway is what the gateway's own movements say, each "
        "payment, refund and dispute to the satang",
        not_as_the_gateways_books,
    )
]

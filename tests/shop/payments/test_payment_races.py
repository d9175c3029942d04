"""Money that comes while something else happens to its purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from shop.gateways.base import Seen, Status
from shop.money import to_satang
from shop.payments import receiving
from shop.payments.models import Attempt
from shop.purchases import expiry
from shop.purchases.models import Purchase
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller
from tests.races import Outcome, before
from tests.racing import Floor, Race, every, fall, hold, table
from tests.sold import make_purchase


@dataclass(frozen=True)
class World:
    purchase: Purchase
    attempt: Attempt


def waiting() -> World:
    name = f"s-{uuid4().hex[:12]}"
    listing = make_listing(make_seller(name), slug=name, sku=name)
    purchase = make_purchase(listing, state=Purchase.State.AWAITING_PAYMENT)
    return World(purchase, Attempt.objects.get(payment__purchase=purchase))


def pay(world: World) -> None:
    attempt = Attempt.objects.get(pk=world.attempt.pk)
    satang = to_satang(attempt.amount)
    receiving.apply(attempt, Seen(attempt.gateway_id or "", None, Status.SUCCEEDED, satang))


def expire(world: World) -> bool:
    return expiry.expire(Purchase.objects.get(pk=world.purchase.pk))


def kept_once(world: World, outcome: Outcome) -> None:
    assert outcome.kinds == (None, None)
    assert Purchase.objects.get(pk=world.purchase.pk).state == "paid"
    assert Refund.objects.filter(purchase=world.purchase).count() == 0


RACES = table(
    Race(
        "the clock, and the money",
        waiting,
        expire,
        pay,
        kept_once,
        [before(expiry._end, "mark_over("), before(expiry._end, "release(")],
    ),
)


@every(RACES)
def test_it_holds(race: Race[Any], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[Any], shaky_floor: Floor) -> None:
    fall(race)

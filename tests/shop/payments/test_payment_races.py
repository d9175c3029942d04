"""Any two acts on one purchase's money, met at a line, come to what one after the other does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shop.gateways.base import Seen, Status
from shop.money import to_satang
from shop.payments import receiving
from shop.payments.models import Attempt
from shop.payouts import drawing_up, releasing
from shop.purchases import expiry, moves
from shop.purchases.models import Purchase
from shop.refunds import approving
from shop.refunds.models import Refund
from tests.races import Line, after, before
from tests.racing import Floor, Race, every, fall, hold
from tests.shop.payments.worlds import (
    HUNDRED,
    World,
    drawn_up,
    expired,
    figures,
    paid,
    waiting,
    waiting_twice,
)

Act = Callable[[World], object]
ALL = 3  # pieces; then the delivery goes back too, for nothing is sent


def _money(attempt: Attempt, satang: int) -> None:
    receiving.apply(attempt, Seen(attempt.gateway_id or "", None, Status.SUCCEEDED, satang))


def pay(world: World) -> None:
    _money(world.attempts[-1], to_satang(world.attempt.amount))


def pay_the_other(world: World) -> None:
    _money(world.attempts[0], to_satang(world.attempt.amount))


def pay_less(world: World) -> None:
    _money(world.attempts[0], 100)


def give_up(world: World) -> None:
    attempt = world.attempts[-1]
    receiving.apply(attempt, Seen(attempt.gateway_id or "", None, Status.CANCELLED))


def expire(world: World) -> None:
    expiry.expire(Purchase.objects.get(pk=world.purchase.pk))


def cancel(world: World) -> None:
    expiry.cancel(Purchase.objects.get(pk=world.purchase.pk))


def ship(world: World) -> None:
    from shop.fulfilment.moves import mark_shipped

    mark_shipped(world.share, world.mali)


def _refund(world: World, pieces: int, key: str, *, to_shelf: bool = False) -> None:
    approving.refund_share(
        world.share,
        {world.line.pk: (pieces, pieces * HUNDRED)},
        reason=Refund.Reason.DAMAGED,
        by=world.mali,
        key=f"{key}-{world.purchase.number}",
        to_shelf=to_shelf,
        **({"delivery": world.share.delivery} if pieces == ALL else {}),
    )


def refund_one(world: World) -> None:
    _refund(world, 1, "one")


def refund_two(world: World) -> None:
    _refund(world, 2, "two", to_shelf=True)


def refund_all(world: World) -> None:
    _refund(world, ALL, "all", to_shelf=True)


def release(world: World) -> None:
    releasing.release(world.batch, world.nok)


def drop(world: World) -> None:
    drawing_up.drop(world.batch, world.anan)


LOCKED = after(receiving.take_in, "purchase = (")
TAKEN = before(receiving.take_in, "payment = ")
BOOKING = before(receiving.take_in, "book_paid(")
OVER, ENDING = after(moves.mark_over, "now = "), before(expiry._end, "release(")
SHARE = after(approving.refund_share, "share = lock_share(")
COUNTED = before(approving.approve_locked, "take_from_attempt(")
Meeting = tuple[Callable[[], World], Act, Line, list[Act]]
# Where A stops: who may come then. Each pair needs its guard, as the control shows.
PAYING: list[Meeting] = [
    (waiting, pay, LOCKED, [pay, pay_less, cancel]),
    (waiting, pay, TAKEN, [pay, pay_less, give_up]),
    (waiting, pay, BOOKING, [expire, cancel, give_up]),
    (waiting, pay_less, TAKEN, [pay, give_up]),
    (waiting, expire, ENDING, [pay]),
    (waiting, expire, OVER, [cancel]),
    (waiting, cancel, OVER, [pay, cancel]),
    (waiting, cancel, ENDING, [expire]),
    (waiting_twice, pay, BOOKING, [pay_the_other, expire]),
    (waiting_twice, pay_the_other, BOOKING, [pay, cancel]),
    (waiting_twice, pay_the_other, LOCKED, [pay_the_other]),
    (waiting_twice, expire, ENDING, [pay, pay_the_other]),
    (waiting_twice, cancel, OVER, [pay, pay_the_other]),
    (expired, pay, LOCKED, [pay, pay_less]),
    (expired, pay, BOOKING, [pay, pay_less]),
    (expired, pay_less, TAKEN, [pay]),
]
AFTERWARDS: list[Meeting] = [
    (paid, refund_two, SHARE, [refund_all, ship]),
    (paid, refund_all, COUNTED, [refund_one, ship]),
    (drawn_up, release, before(releasing.release, "_leave_out_held("), [release, drop]),
]
RACES = [
    Race(f"{start.__name__}: {a.__name__}, {b.__name__}", start, a, b, [line], figures=figures)
    for start, a, line, others in PAYING + AFTERWARDS
    for b in others
]


@every(RACES)
def test_it_holds(race: Race[Any], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[Any], shaky_floor: Floor) -> None:
    fall(race)

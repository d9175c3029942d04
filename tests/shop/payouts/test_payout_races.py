"""Two who pay out at once: an entry goes into one payout, a payout leaves and ends once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from unittest.mock import patch
from uuid import uuid4

from django.db import connection, connections
from django.db.models import Sum
from django.utils import timezone

from community.people.models import User
from shop.fulfilment.delivering import How, mark_delivered
from shop.fulfilment.moves import mark_shipped
from shop.ledger.balances import owed_to_seller
from shop.ledger.sales import book_paid
from shop.payments.models import Attempt
from shop.payouts import drawing_up
from shop.payouts.claiming import claim
from shop.payouts.drawing_up import draw_up, drop
from shop.payouts.models import Batch, Claim, Payout
from shop.payouts.releasing import release
from shop.payouts.settling import mark_failed, mark_paid
from tests.cast import make_listing, make_seller, make_staff
from tests.community.banking.accounts import make_account
from tests.races import Outcome, after, before
from tests.racing import Floor, Race, every, fall, hold, table
from tests.sold import make_purchase

SHARE = Decimal("420.00")


class World:
    """A shop with ฿420 that can be paid out, and two of the staff."""

    def __init__(self) -> None:
        name = f"p-{uuid4().hex[:12]}"
        self.first = make_staff(f"{name}@example.org")
        self.second = make_staff(f"{name}-2@example.org")
        owner = User.objects.create(email=f"{name}-3@example.org", name=name)
        self.seller = make_seller(name, owner=owner)
        make_account(self.seller)
        purchase = make_purchase(make_listing(self.seller, "400.00", slug=name))
        book_paid(Attempt.objects.get(payment__purchase=purchase), purchase.seller_orders.all())
        share = purchase.seller_orders.get()
        mark_shipped(share, owner, "flash", "TH01")
        mark_delivered(share, How.BUYER, at=timezone.now() - timedelta(days=30))

    @property
    def payouts(self) -> list[Payout]:
        return list(Payout.objects.filter(seller=self.seller).order_by("pk"))

    def draw(self) -> Batch | None:
        return draw_up(self.first, sellers=[self.seller.pk])


def drawn() -> World:
    world = World()
    assert world.draw() is not None
    return world


def sent() -> World:
    world = drawn()
    release(world.payouts[0].batch, world.second)
    return world


@contextmanager
def no_claim_is_unique() -> Iterator[None]:
    """Let an entry be claimed as often as somebody wants, as if the row had no unique key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE conrelid = 'payouts_claim'::regclass AND contype = 'u'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE payouts_claim DROP CONSTRAINT "{name}"')
    connections.close_all()
    yield


@contextmanager
def moves_ask_nobody() -> Iterator[None]:
    """Move without looking where a row stands."""

    def careless(row: Batch | Payout, to: str, **fields: object) -> None:
        type(row)._default_manager.filter(pk=row.pk).update(state=to, **fields)
        row.refresh_from_db()

    rooms = ("drawing_up", "holding", "releasing", "settling")
    patches = [patch(f"shop.payouts.{room}.move", careless) for room in rooms]
    with patches[0], patches[1], patches[2], patches[3]:
        yield


def one_payout(world: World, outcome: Outcome) -> None:
    assert outcome.kinds == (None, None)
    assert [one.amount for one in world.payouts] == [SHARE]
    claimed = Claim.objects.filter(payout__seller=world.seller)
    assert claimed.aggregate(sum=Sum("entry__amount_satang"))["sum"] == -42000


def left_once(world: World, outcome: Outcome) -> None:
    assert sorted(kind is None for kind in outcome.kinds) == [False, True]
    assert owed_to_seller(world.seller.pk) == (0 if world.payouts[0].sent_at else 42000)


def ended_once(world: World, outcome: Outcome) -> None:
    (payout,) = world.payouts
    assert sorted(kind is None for kind in outcome.kinds) == [False, True]
    assert owed_to_seller(world.seller.pk) == (0 if payout.state == "paid" else 42000)


RACES = table(
    Race(
        "two batches",
        World,
        World.draw,
        World.draw,
        [
            after(drawing_up._draw, "satang = claim("),
            after(claim, "cursor.execute("),
            before(draw_up, "record("),
        ],
        check=one_payout,
        off=no_claim_is_unique,
    ),
    Race(
        "released and dropped",
        drawn,
        lambda world: release(world.payouts[0].batch, world.second),
        lambda world: drop(world.payouts[0].batch, world.first),
        [
            after(release, "move(batch"),
            before(release, "book_sent("),
        ],
        check=left_once,
        off=moves_ask_nobody,
    ),
    Race(
        "paid and failed",
        sent,
        lambda world: mark_paid(world.payouts[0], world.first, world.payouts[0].number),
        lambda world: mark_failed(world.payouts[0], world.second, "closed"),
        [
            after(mark_paid, "_move_to_paid("),
            before(mark_paid, "_finish("),
        ],
        check=ended_once,
        off=moves_ask_nobody,
    ),
)


@every(RACES)
def test_it_holds(race: Race[World], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[World], shaky_floor: Floor) -> None:
    fall(race)

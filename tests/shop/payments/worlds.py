"""Purchases at each point of their way, made anew for each race, and what there is to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from community.people.models import User
from shop.ledger.models import Entry
from shop.payments.models import Attempt
from shop.payouts.drawing_up import draw_up
from shop.payouts.models import Batch, Payout
from shop.payouts.releasing import release
from shop.payouts.settling import mark_paid
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.refunds.approving import refund_share
from shop.refunds.models import Refund
from shop.stock.models import Movement, Reservation
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.community.banking.accounts import make_account
from tests.sold import make_purchase

PIECES = 3  # of ฿100 each, ฿40 for delivery, ฿15 commission; 4 on the shelf
HUNDRED = Decimal("100.00")


@dataclass(frozen=True)
class World:
    purchase: Purchase
    mali: User
    anan: User  # these two are staff
    nok: User

    @property
    def share(self) -> SellerOrder:
        """Return the seller order as it is now."""
        return SellerOrder.objects.select_related("purchase").get(purchase=self.purchase)

    @property
    def line(self) -> SellerOrderLine:
        return SellerOrderLine.objects.get(seller_order__purchase=self.purchase)

    @property
    def attempt(self) -> Attempt:
        return self.attempts[0]

    @property
    def attempts(self) -> list[Attempt]:
        return list(Attempt.objects.filter(payment__purchase=self.purchase).order_by("number"))

    @property
    def refund(self) -> Refund:
        return Refund.objects.get(purchase=self.purchase, key=f"back-{self.purchase.number}")

    @property
    def payout(self) -> Payout:
        return Payout.objects.get(seller=self.share.seller_id)

    @property
    def batch(self) -> Batch:
        return Batch.objects.get(payouts=self.payout)


def made(state: str = Purchase.State.PAID) -> World:
    name = f"s-{uuid4().hex[:12]}"
    mali = make_user(f"{name}@example.org")
    seller = make_seller(name, owner=mali)
    make_account(seller)
    listing = make_listing(seller, "100.00", 4, slug=name, sku=name)
    with transaction.atomic():
        purchase = make_purchase(listing, state=state, quantity=PIECES)
    staff = [make_staff(f"{name}-{n}@example.org") for n in range(2)]
    return World(purchase, mali, *staff)


def waiting() -> World:
    return made(Purchase.State.AWAITING_PAYMENT)


def waiting_twice() -> World:
    """Its buyer gave the first attempt up and has another one open: both may be paid."""
    world = waiting()
    first = world.attempt
    Attempt.objects.filter(pk=first.pk).update(state=Attempt.State.CANCELLED)
    Attempt.objects.create(
        payment_id=first.payment_id,
        number=2,
        method=first.method,
        state=Attempt.State.OPEN,
        idempotency_key=f"{world.purchase.number}-2",
        gateway_id=f"pi_{world.purchase.number}_2",
        intent_id=f"pi_{world.purchase.number}_2",
        amount=first.amount,
    )
    return world


def expired() -> World:
    world = waiting()
    expire(world.purchase)
    return world


def paid() -> World:
    return made()


def sent() -> World:
    """With the buyer, and past its hold."""
    from shop.fulfilment.moves import mark_shipped

    world = made()
    mark_shipped(world.share, world.mali)
    then = timezone.now() - timedelta(days=9)
    rows = SellerOrder.objects.filter(purchase=world.purchase)
    rows.update(shipped_at=then, delivered_at=then, payable_from=then + timedelta(days=7))
    return world


def sent_just_now() -> World:
    from shop.fulfilment.moves import mark_shipped

    world = made()
    mark_shipped(world.share, world.mali)
    return world


def drawn_up() -> World:
    world = sent()
    draw_up(world.anan, sellers=[world.share.seller_id])
    return world


def let_go() -> World:
    world = drawn_up()
    release(world.batch, world.nok)
    return world


def paid_out() -> World:
    world = let_go()
    mark_paid(world.payout, world.anan, world.payout.number)
    return world


def owed() -> World:
    """A piece goes back through the gateway; nobody has asked it yet."""
    world = paid()
    refund_share(
        world.share,
        {world.line.pk: (1, HUNDRED)},
        reason=Refund.Reason.CANCELLED,
        by=world.mali,
        key=f"back-{world.purchase.number}",
    )
    return world


def asked() -> World:
    world = owed()
    refund = world.refund
    Refund.objects.filter(pk=refund.pk).update(
        state=Refund.State.SENT, way=Refund.Way.GATEWAY, sent_at=timezone.now()
    )
    return world


def figures(world: World) -> object:
    """Return all that is true of it, in words and amounts."""
    purchase, share = Purchase.objects.get(pk=world.purchase.pk), world.share
    line, record = world.line, world.line.stock_record
    return {
        "states": (purchase.state, share.state, purchase.total, share.refunded, line.refunded),
        "delivered": (share.delivered_at is not None, share.payable_from is not None),
        "stock": (record.num_in_stock, record.num_allocated) if record else (),
        "held": _rows(Reservation.objects.filter(reference=purchase.number), "state", "quantity"),
        "moved": _rows(Movement.objects.filter(stock_record=record), "why", "change"),
        "paid": _rows(world.attempts, "number", "state", "received", "refunded"),
        "back": _rows(Refund.objects.filter(purchase=purchase), "reason", "amount", "state"),
        "payouts": _rows(Payout.objects.filter(seller=share.seller_id), "state", "amount"),
        "claims": Payout.objects.filter(seller=share.seller_id, claims__isnull=False).count(),
        "books": _books(world),
    }


def _rows(found: Iterable[object], *names: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(getattr(row, name)) for name in names) for row in found)


def _books(world: World) -> dict[str, int]:
    own = Entry.objects.filter(account__seller=world.share.seller_id)
    rows = (own | Entry.objects.filter(journal__purchase=world.purchase)).values_list(
        "account__kind"
    )
    return dict(rows.annotate(sum=Sum("amount_satang")).order_by("account__kind"))

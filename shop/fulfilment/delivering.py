"""The goods are with the buyer: from here the days run until their seller is paid out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record as record_act
from community.people.models import User
from shop.fulfilment.errors import MoveRefused
from shop.payments.models import Attempt
from shop.payouts.terms import hold_days
from shop.purchases.history import record
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund

State = SellerOrder.State


class How(models.TextChoices):
    """How we know."""

    BUYER = "buyer", _("The buyer says so")
    HANDED_OVER = "handed_over", _("Handed over to the buyer")
    COLLECTED = "collected", _("Paid at the door")
    DAYS = "days", _("Long enough on its way")
    STAFF = "staff", _("Seen by the market")


@transaction.atomic
def mark_delivered(
    seller_order: SellerOrder,
    how: str,
    *,
    by: User | None = None,
    owner: User | None = None,
    at: datetime | None = None,
) -> bool:
    """Write down that the buyer has it, and from when its seller may be paid out.

    Returns False where that was written before: the first time counts. `owner` is whom a helper
    acts for. Raises MoveRefused for what was not sent, or came back.
    """
    at = at or timezone.now()
    hold = timedelta(days=hold_days(seller_order.seller_id, seller_order.purchase.way))
    row = SellerOrder.objects.filter(pk=seller_order.pk)
    fresh = row.filter(state=State.SHIPPED, delivered_at=None)
    moved = fresh.update(delivered_at=at, payable_from=at + hold)
    seller_order.refresh_from_db(fields=["state", "delivered_at", "payable_from"])
    if seller_order.state != State.SHIPPED:
        raise MoveRefused(seller_order.state)
    if moved:
        _write_down(seller_order, how, by, owner)
    return moved == 1


def long_on_their_way(now: datetime) -> QuerySet[SellerOrder]:
    """Return parcels that must have come by now, and that nobody has complained about.

    Not those that are paid at the door: only who collected the money knows.
    """
    sent_before = now - timedelta(days=settings.DELIVERED_AFTER_DAYS)
    asked = Refund.objects.filter(seller_order=OuterRef("pk"), state=Refund.State.REQUESTED)
    return SellerOrder.objects.filter(
        ~Exists(asked), state=State.SHIPPED, delivered_at=None, shipped_at__lte=sent_before
    ).exclude(purchase__way=Attempt.Method.COD)


def deliver_overdue(now: datetime | None = None) -> int:
    """Mark as delivered what must have come by now, and return how many that were."""
    found = long_on_their_way(now or timezone.now()).select_related("purchase").order_by("pk")
    return sum(_deliver(seller_order) for seller_order in found)


def _deliver(seller_order: SellerOrder) -> bool:
    try:
        return mark_delivered(seller_order, How.DAYS)
    except MoveRefused:  # it came back in the meantime
        return False


def _write_down(seller_order: SellerOrder, how: str, by: User | None, owner: User | None) -> None:
    record(
        seller_order.purchase,
        "delivered",
        actor=by,
        owner=owner,
        seller_order=seller_order,
        how=str(how),
    )
    detail = {"number": seller_order.number, "how": str(how)}
    seller_id = seller_order.seller_id
    record_act(by, "order.delivered", seller_order, owner=owner, seller_id=seller_id, **detail)

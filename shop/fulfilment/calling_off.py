"""A buyer changes his mind about what would be paid when it comes, before it is packed."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from community.channels.telling import tell
from community.people.models import User
from shop.fulfilment.cancelling import close_unpaid
from shop.fulfilment.errors import MoveRefused
from shop.notify.team import people_of
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.approving import lock_share
from shop.stock.models import Reservation
from shop.stock.reserving import release

State = SellerOrder.State


def may_call_off(share: SellerOrder) -> bool:
    is_open = share.state == State.TO_PACK and share.paid_at is None
    return is_open and share.purchase.state == Purchase.State.AGREED


@transaction.atomic
def call_off(seller_order: SellerOrder, by: User | None) -> None:
    """End a share that is not packed and not paid: its goods are on the shelf again, and those
    who would pack it are told. Locks the purchase, the seller order, then the stock records.
    Raises MoveRefused where the seller was faster."""
    share = lock_share(seller_order)
    if not may_call_off(share):
        raise MoveRefused(share.state)
    rows = SellerOrder.objects.filter(pk=share.pk, state=State.TO_PACK, paid_at=None)
    if rows.update(state=State.CANCELLED) != 1:
        raise MoveRefused(rows.model.objects.values_list("state", flat=True).get(pk=share.pk))
    ids = list(share.lines.values_list("stock_record_id", flat=True))
    release(share.purchase.number, ids, [Reservation.State.CLAIMED])
    record(share.purchase, "share_called_off", actor=by, owner=None, seller_order=share)
    close_unpaid(share)
    _tell(share)


def _tell(share: SellerOrder) -> None:
    path = reverse("desk:order", args=[share.number])
    for person, _ in people_of(share):
        key = f"order_called_off:{share.number}:{person.pk}"
        tell(person, "order_called_off", key, number=share.number, path=path)

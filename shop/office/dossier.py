"""Everything there is about one purchase, for one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from shop.gateways.models import WebhookEvent
from shop.notify.models import Message
from shop.notify.telling import KINDS
from shop.payments.models import Attempt, Payment
from shop.purchases.models import Entry, Purchase, SellerOrder
from shop.stock.models import Reservation


@dataclass(frozen=True)
class Dossier:
    purchase: Purchase
    payments: list[Payment]
    seller_orders: QuerySet[SellerOrder]
    attempts: list[Attempt]
    events: QuerySet[WebhookEvent]
    reservations: QuerySet[Reservation]
    messages: QuerySet[Message]
    history: QuerySet[Entry]


def read_dossier(purchase: Purchase) -> Dossier:
    """Return the purchase's papers; the number of queries does not grow with its size."""
    attempts = attempts_of(purchase)
    seller_orders = purchase.seller_orders.select_related("seller", "shipment__shipped_by")
    reservations = Reservation.objects.filter(reference=purchase.number)
    return Dossier(
        purchase=purchase,
        payments=list(purchase.payments.select_related("seller_order__seller").order_by("pk")),
        seller_orders=seller_orders.prefetch_related("lines").order_by("pk"),
        attempts=attempts,
        events=events_of(attempts),
        reservations=reservations.select_related("stock_record__variant__listing").order_by("pk"),
        messages=messages_of(purchase),
        history=purchase.history.select_related("actor", "owner", "seller_order"),
    )


def attempts_of(purchase: Purchase) -> list[Attempt]:
    attempts = Attempt.objects.filter(payment__purchase=purchase)
    return list(attempts.prefetch_related("refunds__seller_order").order_by("number"))


def events_of(attempts: list[Attempt]) -> QuerySet[WebhookEvent]:
    """Return the gateway's events about these attempts' objects, the oldest first."""
    ids = {name for attempt in attempts for name in (attempt.gateway_id, attempt.intent_id) if name}
    return WebhookEvent.objects.filter(object_id__in=ids).order_by("pk")


def messages_of(purchase: Purchase) -> QuerySet[Message]:
    """Return what the buyer and the sellers' teams were told, by their keys: those are indexed."""
    starts = (Q(key__startswith=f"{kind}:{purchase.number}") for kind in KINDS)
    return Message.objects.filter(reduce(or_, starts)).order_by("pk")

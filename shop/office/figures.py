"""The counts on the office's first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from shop.certificates.queue import count_waiting
from shop.gateways.models import WebhookEvent
from shop.moderation import reporting
from shop.money import ZERO
from shop.notify.models import Message
from shop.office import listings_finding
from shop.payments.models import Attempt
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund

State = Purchase.State


@dataclass(frozen=True)
class StateCount:
    state: str
    label: str
    count: int


@dataclass(frozen=True)
class Figures:
    today: list[StateCount]
    paid_today: Decimal
    unpaid: int
    to_pack: int
    webhooks_failed: int
    attempts_unknown: int
    messages_failed: int
    refunds_due: int
    refunds_due_amount: Decimal
    certificates: int  # that wait for a look
    goods: int  # new or changed, that wait for a look
    reports: int  # of buyers, without an answer


def read_figures() -> Figures:
    """Return what staff look at first; ten queries, whatever the market's size."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    paid = Purchase.objects.filter(paid_at__gte=midnight).aggregate(sum=Sum("total"))["sum"]
    due = Refund.objects.filter(state__in=Refund.DUE).aggregate(
        count=Count("pk"), sum=Sum(F("amount") - F("by_bank"))
    )
    waiting = Purchase.objects.filter(state=State.AWAITING_PAYMENT)
    return Figures(
        today=states_since(midnight),
        paid_today=paid or ZERO,
        unpaid=waiting.count(),
        to_pack=SellerOrder.objects.filter(state=SellerOrder.State.TO_PACK).count(),
        webhooks_failed=WebhookEvent.objects.filter(state=WebhookEvent.State.FAILED).count(),
        attempts_unknown=Attempt.objects.filter(state=Attempt.State.UNKNOWN).count(),
        messages_failed=Message.objects.filter(state=Message.State.FAILED).count(),
        refunds_due=due["count"],
        refunds_due_amount=due["sum"] or ZERO,
        certificates=count_waiting(),
        goods=listings_finding.count_waiting(),
        reports=reporting.count_waiting(),
    )


def states_since(moment: datetime) -> list[StateCount]:
    """Return how many purchases placed since then are in which state."""
    counts = Purchase.objects.filter(placed_at__gte=moment).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in State}
    )
    return [StateCount(state.value, str(state.label), counts[state.value]) for state in State]

"""What a gateway's event means for our refunds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Q

from shop.gateways.base import NotFound
from shop.gateways.registry import gateway_named
from shop.refunds.models import Refund
from shop.refunds.sending import apply_refund

HEARD = frozenset({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})


def act_of(obj: dict[str, Any]) -> Callable[[], object] | None:
    refund = refund_of(obj)
    if refund is None:
        return None
    try:
        seen = gateway_named(refund.attempt.gateway).look_up_refund(obj["id"])
    except NotFound:
        return None
    return partial(apply_refund, refund, seen) if seen.key == refund.key else None


def refund_of(obj: dict[str, Any]) -> Refund | None:
    """Return the refund that an event's object is; its key tells where its answer was lost."""
    key = (obj.get("metadata") or {}).get("refund", "")
    refunds = Refund.objects.select_related("purchase", "attempt__payment__seller_order")
    return refunds.filter(
        Q(gateway_id=obj.get("id", "")) | Q(key=key), way=Refund.Way.GATEWAY
    ).first()

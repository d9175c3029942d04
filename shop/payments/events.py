"""What a gateway's event means for our payments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Q

from shop.gateways.base import NotFound, Seen
from shop.gateways.registry import gateway_named
from shop.payments.models import Attempt
from shop.payments.receiving import apply

HEARD = frozenset(
    {
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "payment_intent.canceled",
        "payment_intent.processing",
        "checkout.session.completed",
        "checkout.session.expired",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
    }
)


def attempt_of(obj: dict[str, Any]) -> Attempt | None:
    """Return the attempt that an event's object belongs to; None for an object not ours."""
    attempts = Attempt.objects.select_related("payment__purchase")
    gateway_id = obj.get("id", "")
    found = attempts.filter(Q(gateway_id=gateway_id) | Q(intent_id=gateway_id)).first()
    if found:
        return found
    key = (obj.get("metadata") or {}).get("attempt", "")
    # Its answer was lost, or its session had no intent yet: the key tells, the gateway proves.
    return attempts.filter(idempotency_key=key).first()


def ask_gateway(attempt: Attempt, obj: dict[str, Any]) -> Seen | None:
    """Return what is true at the gateway now, whatever order events came in; None: not ours."""
    try:
        return gateway_named(attempt.gateway).look_up(attempt.gateway_id or obj["id"])
    except NotFound:
        return None


def act_of(obj: dict[str, Any]) -> Callable[[], object] | None:
    """Return what brings our attempt up to what its gateway says; None: not ours."""
    attempt = attempt_of(obj)
    seen = ask_gateway(attempt, obj) if attempt else None
    return partial(apply, attempt, seen) if attempt and seen else None

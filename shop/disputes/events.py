"""What a gateway's event means for payments that a bank takes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from shop.disputes.chargebacks import apply_dispute
from shop.gateways.base import NotFound
from shop.gateways.registry import gateway_named
from shop.payments.models import Attempt

HEARD = frozenset(
    f"charge.dispute.{what}"
    for what in ("created", "updated", "closed", "funds_withdrawn", "funds_reinstated")
)


class NotYetKnown(Exception):
    """Its payment may be one whose news has not come; the inbox tries again."""


def act_of(obj: dict[str, Any]) -> Callable[[], object] | None:
    """Return what the event brings about; None where the payment is not ours.

    Raises NotYetKnown while a card's payment of ours has not named its intent.
    """
    intent_id = obj.get("payment_intent")
    paid = Attempt.objects.select_related("payment__purchase")
    attempt = paid.filter(intent_id=intent_id).first() if intent_id else None
    if attempt is None:
        if Attempt.objects.filter(intent_id=None, gateway_id__isnull=False).exists():
            raise NotYetKnown(intent_id)
        return None
    try:
        seen = gateway_named(attempt.gateway).look_up_dispute(obj["id"])
    except NotFound:
        return None
    return partial(apply_dispute, attempt, seen) if seen.intent_id == intent_id else None

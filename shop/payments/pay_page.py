"""What the pay page shows: a card's page, a QR code, or each seller's part to pay by hand."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.payments import qr
from shop.payments.models import Attempt
from shop.payments.numbering import BY_HAND
from shop.payments.opening import open_attempts
from shop.payments.parts import PayPart, parts_of
from shop.payments.reasons import refusal_sentence
from shop.purchases.models import Purchase

SELLER_DIRECT = Purchase.CollectBy.SELLER_DIRECT


def page_of(purchase: Purchase) -> tuple[str, dict[str, Any]]:
    """Return the template of the pay page and what it shows, for a purchase that waits."""
    from shop.ways.switching import ways_for

    context: dict[str, Any] = {
        "purchase": purchase,
        "seller_orders": purchase.seller_orders.select_related("seller__province"),
        "ways": ways_for(purchase),
        "deadline": timezone.localtime(purchase.expires_at),
    }
    if purchase.way in BY_HAND:
        parts = _open_parts(purchase)
        return "shop/pay_parts.html", {**context, **_counted(parts)}
    return _by_gateway(purchase, context)


def _by_gateway(purchase: Purchase, context: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    attempt = last_attempt(purchase)
    context["attempt"] = attempt
    if attempt and attempt.state == Attempt.State.OPEN and attempt.qr_data:
        return "shop/pay_qr.html", {**context, "qr": qr.draw(attempt.qr_data)}
    if attempt and attempt.state == Attempt.State.FAILED:
        context["refusal"] = refusal_sentence(attempt)
    return "shop/pay.html", context


def _open_parts(purchase: Purchase) -> list[PayPart]:
    """Return the parts; whoever comes to the page before the first try begins it."""
    parts = parts_of(purchase)
    if all(part.attempt or part.is_paid for part in parts):
        return parts
    with transaction.atomic():
        locked = Purchase.objects.select_for_update().get(pk=purchase.pk)
        if locked.is_awaiting:
            open_attempts(locked)
    return parts_of(purchase)


def _counted(parts: list[PayPart]) -> dict[str, Any]:
    paid = sum(part.is_paid for part in parts)
    left = sum(part.payment.amount for part in parts if part.is_open)
    return {
        "parts": parts,
        "paid_count": paid,
        "many": len(parts) > 1,
        "left": left,
        "state": waiting_state(paid),
    }


def waiting_state(paid: int) -> str:
    """Return what the page asks after: it is drawn again when one more seller is paid."""
    return f"waiting-{paid}" if paid else "waiting"


def last_attempt(purchase: Purchase) -> Attempt | None:
    attempts = Attempt.objects.filter(payment__purchase=purchase)
    return attempts.select_related("payment__purchase").order_by("-pk").first()

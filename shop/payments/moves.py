"""Move a payment or an attempt, by a conditional UPDATE, along its table."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from shop.payments.models import Attempt, Payment


def move_attempt(attempt: Attempt, to: str, **fields: object) -> bool:
    """Return whether this call moved it. False: it is there already, or may not go there."""
    rows = Attempt.objects.filter(pk=attempt.pk, state__in=_sources(Attempt.ALLOWED, to))
    moved = rows.update(state=to, changed_at=timezone.now(), **fields)
    attempt.refresh_from_db()
    return moved == 1


def move_payment(payment: Payment, to: str, **fields: object) -> bool:
    """Return whether this call moved it."""
    rows = Payment.objects.filter(pk=payment.pk, state__in=_sources(Payment.ALLOWED, to))
    moved = rows.update(state=to, **fields)
    payment.refresh_from_db()
    return moved == 1


def _sources(allowed: Mapping[str, set[str]], to: str) -> list[str]:
    return [state for state, targets in allowed.items() if to in targets]

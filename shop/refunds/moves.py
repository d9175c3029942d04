"""Move a refund along its table, by a conditional UPDATE."""

from __future__ import annotations

from django.utils import timezone

from shop.refunds.models import Refund


def move_refund(refund: Refund, to: str, **fields: object) -> bool:
    """Return whether this call moved it. False: it is there already, or may not go there."""
    sources = [state for state, targets in Refund.ALLOWED.items() if to in targets]
    rows = Refund.objects.filter(pk=refund.pk, state__in=sources)
    moved = rows.update(state=to, changed_at=timezone.now(), **fields)
    refund.refresh_from_db()
    return moved == 1

"""Move a dispute along its table, by a conditional UPDATE."""

from __future__ import annotations

from shop.disputes.models import Dispute


def move_dispute(dispute: Dispute, to: str, **fields: object) -> bool:
    """Return whether this call moved it. False: it is there already, or may not go there."""
    sources = [state for state, targets in Dispute.ALLOWED.items() if to in targets]
    rows = Dispute.objects.filter(pk=dispute.pk, state__in=sources)
    moved = rows.update(state=to, **fields)
    dispute.refresh_from_db()
    return moved == 1

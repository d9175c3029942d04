"""Move batches and payouts along their tables, by conditional UPDATEs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shop.payouts.errors import Moved
from shop.payouts.models import Batch, FundPayout, Payout


def move(row: Batch | Payout | FundPayout, to: str, **fields: Any) -> None:
    """Move a row in the caller's transaction; of two at once one wins. Raises Moved."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(state__in=sources(row.ALLOWED, to)).update(state=to, **fields):
        raise Moved(rows.values_list("state", flat=True).get())
    for name, value in {"state": to, **fields}.items():
        setattr(row, name, value)


def sources(allowed: Mapping[str, set[str]], to: str) -> list[str]:
    return [state for state, targets in allowed.items() if to in targets]

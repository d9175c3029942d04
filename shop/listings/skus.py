"""A seller's own number of a thing: one for each, however it is written."""

from __future__ import annotations

import secrets

from django.db.models.functions import Upper

from shop.partner.models import StockRecord

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_sku() -> str:
    """Return a number that nobody wrote, without letters that look alike."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def taken_sku(partner_id: int, sku: str, *, beside: int | None = None) -> bool:
    """Return whether another stock record of this partner has it; kn-01 is KN-01."""
    same = StockRecord.objects.alias(folded=Upper("partner_sku")).filter(
        partner=partner_id, folded=sku.upper()
    )
    return bool(same.exclude(pk=beside).exists())

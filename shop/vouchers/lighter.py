"""Goods by weight were lighter: what each voucher took off them follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from shop.money import ZERO, split
from shop.purchases.models import SellerOrderLine
from shop.vouchers.models import Bearer, LineDiscount


def follow_lines(lines: Sequence[SellerOrderLine]) -> Decimal:
    """Let the parts sum to each line's discount again; return how much less others bear."""
    parts: dict[int, list[LineDiscount]] = defaultdict(list)
    for part in LineDiscount.objects.filter(line__in=[line.pk for line in lines]).order_by("pk"):
        parts[part.line_id].append(part)
    less = ZERO
    for line in lines:
        less += _follow(line, parts[line.pk])
    LineDiscount.objects.bulk_update([one for found in parts.values() for one in found], ["amount"])
    return less


def _follow(line: SellerOrderLine, parts: list[LineDiscount]) -> Decimal:
    amounts = split(line.discount, [part.ordered_amount for part in parts])
    less = ZERO
    for part, amount in zip(parts, amounts, strict=True):
        if part.bearer != Bearer.SELLER:
            less += part.amount - amount
        part.amount = amount
    return less

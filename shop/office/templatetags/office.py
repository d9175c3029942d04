"""What the office writes out: payloads, and a purchase's history in words."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS = {
    "placed": _("Placed"),
    "paid": _("Paid"),
    "expired": _("Expired"),
    "cancelled": _("Cancelled"),
    "packed": _("Packed"),
    "weighed": _("Weighed"),
    "shipped": _("Shipped"),
    "share_called_off": _("Called off by the buyer"),
    "refund_due": _("A refund is due"),
    "slip_sent": _("Sent a slip"),
    "slip_refused": _("Refused a slip"),
}
LETTERS = {
    "purchase_placed": _("Placed, please pay"),
    "purchase_paid": _("Your payment has arrived"),
    "purchase_expired": _("Not paid in time"),
    "order_shipped": _("On its way"),
    "seller_order_paid": _("To the seller: please pack"),
    "refund_news": _("Money goes back"),
}


@register.filter
def what_was_told(kind: str) -> str:
    return str(LETTERS.get(kind, kind))


@register.filter
def what_happened(what: str) -> str:
    return str(WORDS.get(what, what.replace("_", " ")))


@register.filter
def pretty_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


@register.filter
def in_one_line(detail: dict[str, Any]) -> str:
    said = ((name, value) for name, value in detail.items() if value not in ("", None))
    return " · ".join(f"{name} {value}" for name, value in said)


@register.filter
def in_days(span: timedelta | None) -> str:
    """Return 3.1 for three days and two hours; a dash where nobody waits."""
    return f"{span.total_seconds() / 86_400:.1f}" if span is not None else "–"

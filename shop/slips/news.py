"""What a buyer is told of a slip: one line, and what happens next."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shop.display.prices import baht_full_text
from shop.display.templatetags.talat import thai_datetime
from shop.purchases.models import Purchase
from shop.slips.models import Slip


def facts_of(pk: int, step: str, why: str) -> dict[str, Any]:
    """Return what letters and texts say. Raises DoesNotExist."""
    read = Slip.objects.select_related("payment__purchase", "payment__seller_order__seller")
    slip = read.get(pk=pk)
    return {
        "purchase": slip.payment.purchase,
        "title": _title(slip, step),
        "said": _why(slip, why) if step == "refused" else _to(slip),
        "next": _next(slip.payment.purchase),
    }


def _title(slip: Slip, step: str) -> str:
    if step == "refused":
        return _("Your slip was not taken")
    return _("Your %(amount)s arrived") % {"amount": baht_full_text(slip.amount or 0)}


def _why(slip: Slip, why: str) -> str:
    reason = str(Slip.Why(why).label) if why in Slip.Why else ""
    order = slip.payment.seller_order
    if order is not None:
        facts = {"seller": order.seller.name, "why": reason}
        return _("%(seller)s looked at it: %(why)s.") % facts
    return _("We looked at it: %(why)s.") % {"why": reason}


def _to(slip: Slip) -> str:
    order = slip.payment.seller_order
    return _("%(seller)s has it.") % {"seller": order.seller.name} if order else ""


def _next(purchase: Purchase) -> str:
    if purchase.is_awaiting and purchase.expires_at > timezone.now():
        until = thai_datetime(purchase.expires_at, "short")
        text = _("Until %(until)s you can pay what is left, or send the slip that shows it.")
        return text % {"until": until}
    if purchase.state == Purchase.State.AGREED:
        return _("The goods come all the same. What is left is paid when you get them.")
    if purchase.is_paid:
        return ""
    return _(
        "The time to pay is over. If you have paid, send the slip that shows it: you get the "
        "goods if they are still there, or your money back."
    )

"""Book money that a slip or a line of a statement shows: each baht once, whichever came first."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from community.people.models import User
from shop.money import ZERO
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Attempt, Payment
from shop.payments.numbering import BY_HAND, attempt_for_money_seen
from shop.purchases.models import Purchase
from shop.slips.errors import AmountsDiffer

State = Attempt.State


def take(
    payment: Payment,
    amount: Decimal,
    by: User | None,
    *,
    shown_by: str,
    reference: str,
    own_name: str,
    at: datetime | None = None,
) -> Attempt:
    """Return the attempt that has this money, in the caller's transaction. Locks the purchase.

    `shown_by` is what shows it, "slip" or "bank_line": money of this payment and amount that the
    other of the two has shown already is the same money. `own_name` is the reference where the
    bank's own is missing or names other money of this payment. Raises AmountsDiffer where the
    other has shown the same reference with another amount: a person mistyped it.
    """
    Purchase.objects.select_for_update().get(pk=payment.purchase_id)
    came = payment.attempts.filter(state=State.SUCCEEDED, method__in=BY_HAND)
    same = came.filter(received=amount, **{f"{shown_by}__isnull": True}).order_by("pk").first()
    if same is not None:
        return same
    known = came.filter(reference__iexact=reference).first() if reference else None
    if known is not None and getattr(known, shown_by, None) is None:
        raise AmountsDiffer(known.received or ZERO, amount)
    if not reference or known is not None:
        reference = own_name
    attempt = receive_by_hand(_attempt_of(payment), amount, by, reference, at).attempt
    attempt.refresh_from_db()
    return attempt


def _attempt_of(payment: Payment) -> Attempt:
    """Return the attempt that waits for money that no gateway sees, or the last that did."""
    by_hand = payment.attempts.filter(method__in=BY_HAND)
    live = by_hand.filter(state__in=Attempt.LIVE).first()
    return (
        live
        or by_hand.order_by("-number").first()
        or attempt_for_money_seen(payment, _method(payment))
    )


def _method(payment: Payment) -> str:
    way = payment.purchase.way
    return way if way in BY_HAND else Attempt.Method.TRANSFER

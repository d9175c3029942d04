"""Money that a person, or a bank statement, saw come: a transfer, a slip, cash."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from community.people.models import User
from shop.payments.models import Attempt, Payment
from shop.payments.numbering import attempt_for_money_seen
from shop.payments.receiving import Taken, take_in
from shop.purchases.models import Purchase


@transaction.atomic
def receive_by_hand(
    attempt: Attempt,
    amount: Decimal,
    by: User | None,
    reference: str = "",
    at: datetime | None = None,
    *,
    owner: User | None = None,
) -> Taken:
    """Keep the money for its goods, or owe it back, as for a gateway. Locks the purchase.

    `amount` in baht; `reference` is the bank's own, empty for cash. The same reference, or none,
    for an attempt that has its money is the same news twice: nothing is booked. Another
    reference is other money: it gets an attempt of its own, and is owed back. `owner` is whom a
    helper acts for.
    """
    Purchase.objects.select_for_update().get(payments=attempt.payment_id)
    attempt.refresh_from_db()
    if attempt.state == Attempt.State.SUCCEEDED:
        if known := _booked_before(attempt, reference):
            return Taken(known, is_new=False)
        attempt = attempt_for_money_seen(Payment.objects.get(pk=attempt.payment_id), attempt.method)
    seen = {"reference": reference, "seen_by": by, "received_at": at or timezone.now()}
    return take_in(attempt, amount, actor=by, owner=owner, seen=seen)


def _booked_before(attempt: Attempt, reference: str) -> Attempt | None:
    """Return the attempt of this payment that has that money."""
    if not reference:
        return attempt
    return Attempt.objects.filter(
        payment=attempt.payment_id, state=Attempt.State.SUCCEEDED, reference=reference
    ).first()

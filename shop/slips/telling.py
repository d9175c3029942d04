"""Tell the buyer what became of a slip: each decision once, in the transaction of it."""

from __future__ import annotations

from shop.notify.telling import buyer_message, tell
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.slips.models import Slip

KIND = "slip_news"
TAKEN, REFUSED = "taken", "refused"


def tell_refused(slip: Slip) -> None:
    _tell(slip, REFUSED, why=slip.why)


def tell_taken(slip: Slip, attempt: Attempt) -> None:
    """Tell of money that is there, where no other news does: not the one that all is paid, nor
    the one that it goes back."""
    purchase = Purchase.objects.get(pk=slip.payment.purchase_id)
    all_paid = purchase.is_paid and not purchase.is_paid_later
    if not (all_paid or attempt.refunded):
        _tell(slip, TAKEN)


def _tell(slip: Slip, step: str, **facts: str) -> None:
    """A slip that is looked at again and decided again is news again."""
    about = f"{slip.pk}:{step}:{slip.decided_at:%Y%m%d%H%M%S}"
    facts = {"slip_step": step, **facts}
    told = buyer_message(KIND, slip.payment.purchase, about=about, facts={"slip": slip.pk, **facts})
    tell(told)

"""Money of a payment that a card's bank took back: it must not go back a second time."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from shop import jobs
from shop.ledger import accounts
from shop.ledger.models import Entry
from shop.ledger.posting import What
from shop.money import ZERO, from_satang
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds.errors import Disputed
from shop.refunds.models import Refund

State = Refund.State
LOST = Q(state="lost", is_withdrawn=True)
TAKES = Q(state__in=["open", "answered"]) | LOST
LEFT = [State.SENT, State.PENDING, State.DONE]
HERE = [State.APPROVED, State.FAILED, State.MANUAL]  # due; what was sent may have arrived
AMOUNT = F("amount")
TO_PAY = AMOUNT - F("by_bank")


def check_room(attempt: Attempt, amount: Decimal) -> None:
    """Raise Disputed where so much more cannot go back beside what a bank took, or may take.

    The caller has locked the purchase.
    """
    taken = taken_of(attempt)
    if taken and amount > _received(attempt) - _sum(_booked(attempt)) - taken:
        raise Disputed


def may_leave(refund: Refund) -> bool:
    """Return whether a refund that is due still fits beside what a bank took, or may take."""
    taken = taken_of(refund.attempt)
    if not taken:
        return True
    return refund.to_pay <= room_beside(refund.attempt, refund)


def room_beside(attempt: Attempt, refund: Refund | None = None) -> Decimal:
    """Return what of a payment neither a bank took, or may take, nor has left for refunds; the
    one that is asked about does not count."""
    left = _booked(attempt).filter(state__in=LEFT)
    gone = _sum(left.exclude(pk=refund.pk) if refund else left, TO_PAY)
    return _received(attempt) - gone - taken_of(attempt)


def taken_of(attempt: Attempt) -> Decimal:
    """Return what chargebacks took, or may take, beyond the refunds that they settled."""
    taken: Decimal = attempt.disputes.filter(TAKES).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return taken - _sum(_booked(attempt), F("by_bank"))


def let_bank_pay(refund: Refund) -> None:
    """Let the worker count what a lost chargeback paid of a refund that is due and cannot
    leave beside it; written in the caller's transaction."""
    is_lost = refund.state in HERE and refund.attempt.disputes.filter(LOST).exists()
    if is_lost and not may_leave(refund):
        attempt_id, once = refund.attempt_id, f"settle:{refund.attempt_id}"
        jobs.enqueue("shop.disputes.tasks.settle", once=once, attempt_id=attempt_id)


def lost_leaves(share: SellerOrder, attempt: Attempt) -> Decimal | None:
    """Return what of a share lost chargebacks left to give back; None where there is none.

    What its seller bore of them went to the buyer already.
    """
    lost = list(attempt.disputes.filter(LOST).values_list("pk", flat=True))
    if not lost:
        return None
    keys = Q()
    for pk in lost:
        keys |= Q(journal__key__startswith=f"dispute:{pk}:")
    seller = accounts.of_seller(share.seller_id)
    own = Entry.objects.filter(keys, account__code=seller, what=What.DISPUTE, seller_order=share)
    borne = from_satang(own.aggregate(sum=Sum("amount_satang"))["sum"] or 0)
    whole = _received(attempt) - _sum(_booked(attempt)) - taken_of(attempt)
    own_part: Decimal = share.total - share.refunded - borne
    return max(ZERO, min(own_part, whole))


def lower(
    amounts: dict[int, tuple[int, Decimal]], delivery: Decimal, fee: Decimal, most: Decimal
) -> tuple[dict[int, tuple[int, Decimal]], Decimal, Decimal]:
    """Return the parts of a refund lowered to `most` baht together; the quantities stay."""
    lines = {}
    for pk, (quantity, amount) in amounts.items():
        lines[pk] = (quantity, min(amount, most))
        most -= lines[pk][1]
    delivery = min(delivery, most)
    return lines, delivery, min(fee, most - delivery)


def _booked(attempt: Attempt) -> QuerySet[Refund]:
    return Refund.objects.filter(attempt=attempt, state__in=Refund.BOOKED)


def _sum(refunds: QuerySet[Refund], of: Combinable = AMOUNT) -> Decimal:
    found: Decimal = refunds.aggregate(sum=Sum(of))["sum"] or ZERO
    return found


def _received(attempt: Attempt) -> Decimal:
    return Attempt.objects.values_list("received", flat=True).get(pk=attempt.pk) or ZERO

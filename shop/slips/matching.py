"""Guess what money in the bank is for: by a slip's number, by a purchase's number in the text,
by the amount at that time. A guess is never booked by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase
from shop.purchases.numbers import ALPHABET
from shop.slips.models import BankLine, Slip

State, Why = BankLine.State, BankLine.Why
TO_THE_BANK = (Attempt.Method.OWN_QR, Attempt.Method.TRANSFER)
EARLIER, LATER = timedelta(minutes=10), timedelta(days=3)  # clocks differ; banks book later
LOOKED_BACK = timedelta(days=90)
NUMBER = re.compile(rf"(?<![A-Z0-9])([{ALPHABET}]{{4}})[-\s]?([{ALPHABET}]{{4}})(?![A-Z0-9])")
LEAST_REFERENCE = 8  # shorter ones are branches, counters


@dataclass
class Known:
    """What lines are compared with, read once for all of them."""

    slips: dict[str, Slip]
    by_number: dict[str, Payment]
    waiting: list[Payment]  # for their money, or for the line that proves it
    taken: set[int] = field(default_factory=set)  # payments that another line pays already


def match(lines: Sequence[BankLine]) -> None:
    """Set each line's guess and state; nothing is saved. The surest guesses are made first."""
    known = _known(lines)
    for guess in (_by_reference, _by_number, _by_amount):
        for line in lines:
            if line.payment_id is None:
                guess(line, known)
    for line in lines:
        line.state = State.MATCHED if line.payment_id else State.NO_MATCH


def find_line_of(slip: Slip) -> None:
    """Give a line that came before its slip this slip as its guess; in a transaction."""
    if len(slip.reference) < LEAST_REFERENCE or slip.payment.seller_order_id:
        return
    lines = BankLine.objects.filter(state__in=BankLine.OPEN).filter(
        Q(reference__iexact=slip.reference) | Q(text__icontains=slip.reference)
    )
    first = lines.order_by("pk").values_list("pk", flat=True)[:1]
    BankLine.objects.filter(pk__in=list(first), state__in=BankLine.OPEN).update(
        state=State.MATCHED, payment=slip.payment, slip=slip, why=Why.REFERENCE
    )


def to_the_bank() -> QuerySet[Payment]:
    """Return the payments that go to the marketplace's bank account without a gateway."""
    own = Payment.objects.filter(seller_order=None, purchase__way__in=TO_THE_BANK)
    return own.select_related("purchase")


def numbers_in(text: str) -> list[str]:
    """Return what may be purchases' numbers: K7Q2-9XMD, also without the hyphen."""
    return [f"{first}-{last}" for first, last in NUMBER.findall(text.upper())]


def _known(lines: Iterable[BankLine]) -> Known:
    lines = list(lines)
    numbers = {number for line in lines for number in numbers_in(_words(line))}
    references = {part for line in lines for part in _references(line)}
    slips = Slip.objects.filter(
        reference__in=references, payment__seller_order=None, bank_lines=None
    ).exclude(state=Slip.State.REFUSED)
    first = min((line.at for line in lines), default=None)
    waiting = to_the_bank().filter(~Q(state=Payment.State.PAID) | _shown_by_slip_alone())
    if first is not None:
        waiting = waiting.filter(purchase__placed_at__gte=first - LOOKED_BACK)
    return Known(
        slips={slip.reference: slip for slip in slips.select_related("payment__purchase")},
        by_number={p.number: p for p in to_the_bank().filter(purchase__number__in=numbers)},
        waiting=list(waiting.order_by("pk")),
    )


def _shown_by_slip_alone() -> Exists:
    """Return whether a payment's money was confirmed and no line of the bank has shown it yet.

    Its line is still to come: it must not be taken for somebody else's of the same amount.
    """
    came = Attempt.objects.filter(
        payment=OuterRef("pk"), state=Attempt.State.SUCCEEDED, bank_line=None
    )
    return Exists(came)


def _by_reference(line: BankLine, known: Known) -> None:
    for reference in _references(line):
        slip = known.slips.pop(reference, None)
        if slip is not None:
            line.slip = slip
            _take(line, slip.payment, Why.REFERENCE, known)
            return


def _by_number(line: BankLine, known: Known) -> None:
    for number in numbers_in(_words(line)):
        payment = known.by_number.get(number)
        if payment is not None:
            _take(line, payment, Why.NUMBER, known)
            return


def _by_amount(line: BankLine, known: Known) -> None:
    """Guess where one payment alone is of that amount and was waiting then."""
    found = [
        payment
        for payment in known.waiting
        if payment.pk not in known.taken
        and payment.amount == line.amount
        and _was_waiting(payment.purchase, line)
    ]
    if len(found) == 1:
        _take(line, found[0], Why.AMOUNT, known)


def _take(line: BankLine, payment: Payment, why: str, known: Known) -> None:
    line.payment, line.why = payment, why
    known.taken.add(payment.pk)


def _was_waiting(purchase: Purchase, line: BankLine) -> bool:
    latest = line.at if line.has_time else line.at + timedelta(days=1)
    return purchase.placed_at - EARLIER <= latest and line.at <= purchase.expires_at + LATER


def _words(line: BankLine) -> str:
    return f"{line.text} {line.reference}"


def _references(line: BankLine) -> list[str]:
    """Return what may be a slip's number: letters and digits, long enough."""
    parts = re.findall(r"[A-Z0-9]+", _words(line).upper())
    return [part for part in parts if len(part) >= LEAST_REFERENCE]

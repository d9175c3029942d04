"""A person says what a line of the bank is: a payment, or something else."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record as audit
from community.people.models import User
from community.sellers.models import Seller
from shop.payments.models import Attempt, Payment
from shop.payouts.models import PayIn
from shop.payouts.paying_in import book_pay_in
from shop.slips.booking import book_known, when_booked
from shop.slips.deciding import close
from shop.slips.errors import Decided
from shop.slips.models import BankLine, Slip
from shop.slips.taking import take

State, What, Why = BankLine.State, BankLine.What, BankLine.Why


@transaction.atomic
def book(line: BankLine, payment: Payment, by: User, *, why: str = Why.HAND) -> Attempt:
    """Book a line as the money of a payment, and return its attempt. Locks the purchase.

    Another amount, a second or a late payment is owed back, as everywhere. Raises Decided.
    """
    slip = line.slip if line.slip and line.slip.payment_id == payment.pk else None
    reference = slip.reference if slip else line.reference
    attempt = take(
        payment,
        line.amount,
        by,
        shown_by="bank_line",
        reference=reference,
        own_name=f"bank-{line.pk}",
        at=line.at,
    )
    _move(line, State.DONE, by, attempt=attempt, payment=payment, slip=slip, why=why)
    if slip is not None and slip.state != Slip.State.CONFIRMED:
        close(slip, attempt, by)
    book_known(line, by.pk, when_booked(attempt))
    audit(by, "bank.booked", line, payment=payment.number, amount=str(line.amount))
    return attempt


def book_sure(lines: Iterable[BankLine], by: User) -> int:
    """Book every line whose number and amount both agree; return how many were.

    Each in a transaction of its own: what somebody else has just decided is passed over.
    """
    booked = 0
    for line in lines:
        if not is_sure(line) or line.payment is None:
            continue
        try:
            book(line, line.payment, by, why=line.why)
        except Decided:
            continue
        booked += 1
    return booked


def is_sure(line: BankLine) -> bool:
    """Return whether number and amount both agree, and the payment still waits."""
    return (
        line.state == State.MATCHED
        and line.why in (Why.REFERENCE, Why.NUMBER)
        and line.payment is not None
        and line.payment.amount == line.amount
        and line.payment.state == Payment.State.OPEN
    )


@transaction.atomic
def set_aside(line: BankLine, what: str, note: str, by: User) -> None:
    """Say what else a line is. Raises Decided.

    What is booked where it belongs leaves the unmatched money; what is OTHER stays in it.
    """
    _move(line, State.DISCARDED, by, what=what, note=note, payment=None, slip=None, why="")
    if what != What.OTHER:
        book_known(line, by.pk, line.at)
    audit(by, "bank.set_aside", line, what=what, note=note, amount=str(line.amount))


@transaction.atomic
def book_debt(line: BankLine, seller: Seller, by: User) -> PayIn:
    """Book a line as what a seller paid of its debt. Raises Decided, BookedBefore.

    Where the bank gave no reference the line's own name stands for it.
    """
    note = f"{seller.name} · {line.reference}".rstrip(" ·")[:300]
    set_aside(line, What.PAY_IN, note, by)
    return book_pay_in(seller, line.amount, line.reference or f"bank-{line.pk}", by, line.at)


@transaction.atomic
def not_this(line: BankLine, by: User) -> None:
    """Take a guess back: nobody knows what it is for. Raises Decided.

    Of what was set aside only what is still unmatched money can be looked at again.
    """
    if line.state == State.DISCARDED and line.what != What.OTHER:
        raise Decided(line.state)
    _move(line, State.NO_MATCH, by, payment=None, slip=None, why="", what="")
    audit(by, "bank.reopened", line, note=line.note)


def _move(line: BankLine, to: str, by: User, **fields: object) -> None:
    """Move by a conditional UPDATE, also against what was set aside meanwhile as something."""
    sources = [state for state, targets in BankLine.ALLOWED.items() if to in targets]
    rows = BankLine.objects.filter(pk=line.pk, state__in=sources, what=line.what)
    moved = rows.update(state=to, decided_by=by, decided_at=timezone.now(), **fields)
    line.refresh_from_db()
    if moved != 1:
        raise Decided(line.state)

"""Corrections: one person proposes, another posts. Nothing else writes by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from community.people.models import User
from shop.ledger.accounts import OF_A_SELLER
from shop.ledger.gateway_import import compare
from shop.ledger.models import Correction, Entry, Journal
from shop.ledger.posting import Draft, Row, post

State = Correction.State


class CorrectionError(Exception):
    """It cannot be decided so."""


class SamePerson(CorrectionError):
    """Who proposed it may not post it."""


class Decided(CorrectionError):
    """It was decided before; carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class Wanted:
    """What a correction would move, in satang: the first account gets a debit."""

    debit: str
    credit: str
    satang: int
    reason: str
    purchase_id: int | None = None
    transaction_id: int | None = None


def propose(wanted: Wanted, by: User) -> Correction:
    return Correction.objects.create(
        debit=wanted.debit,
        credit=wanted.credit,
        amount_satang=wanted.satang,
        reason=wanted.reason,
        purchase_id=wanted.purchase_id,
        transaction_id=wanted.transaction_id,
        proposed_by=by,
    )


@transaction.atomic
def post_correction(correction: Correction, by: User) -> Correction:
    """Post what another person proposed. Locks the row. Raises SamePerson, Decided."""
    found = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if found.proposed_by_id == by.pk:
        raise SamePerson
    if found.state != State.PROPOSED:
        raise Decided(found.state)
    post(_draft(found, by))
    found.state, found.decided_by, found.decided_at = State.POSTED, by, timezone.now()
    found.journal = Journal.objects.get(key=found.key)
    found.save(update_fields=["state", "decided_by", "decided_at", "journal"])
    if found.transaction_id:
        compare()
    return found


def refuse(correction: Correction, by: User, answer: str = "") -> None:
    """Refuse it, or take one's own back. Raises Decided."""
    own = correction.proposed_by_id == by.pk
    rows = Correction.objects.filter(pk=correction.pk, state=State.PROPOSED)
    moved = rows.update(
        state=State.WITHDRAWN if own else State.REFUSED,
        decided_by=by,
        decided_at=timezone.now(),
        answer=answer,
    )
    if moved != 1:
        raise Decided(Correction.objects.values_list("state", flat=True).get(pk=correction.pk))


def _draft(correction: Correction, by: User) -> Draft:
    return Draft(
        correction.key,
        Journal.Cause.CORRECTION,
        [
            _row(correction, correction.debit, correction.amount_satang),
            _row(correction, correction.credit, -correction.amount_satang),
        ],
        purchase_id=correction.purchase_id,
        by_id=correction.proposed_by_id,
        second_id=by.pk,
        note=correction.reason,
    )


def _row(correction: Correction, code: str, satang: int) -> Row:
    of_seller = code.partition(":")[0] in OF_A_SELLER
    what = Entry.What.CORRECTION if of_seller else Entry.What.MOVE
    return Row(code, satang, what, correction.seller_order_id)

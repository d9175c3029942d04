"""A community's fund is paid out: one proposes it, another has transferred it."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from community.audit.recording import record
from community.groups.models import Community
from community.people.models import User
from shop.ledger import accounts
from shop.ledger.balances import debit_of
from shop.ledger.models import Account, Entry, Journal
from shop.ledger.posting import Draft, Row, post
from shop.money import from_satang, to_satang
from shop.payouts.errors import NoReference, PayoutError, ReferenceUsed, SamePerson
from shop.payouts.models import FundPayout
from shop.payouts.moves import move

State = FundPayout.State


class NotInFund(PayoutError):
    """More than the fund has. Carries what it has, in baht."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(str(left))
        self.left = left


def in_fund(community: Community) -> Decimal:
    return from_satang(-debit_of(accounts.fund(community.pk)))


def funds() -> dict[int, Decimal]:
    """Return {community id: baht} of every fund that has something, or owes it: below zero."""
    sums = (
        Entry.objects.filter(account__kind=Account.Kind.FUND)
        .values_list("account__community")
        .annotate(sum=Sum("amount_satang"))
        .exclude(sum=0)
        .order_by("account__community")
    )
    return {community_id: from_satang(-satang) for community_id, satang in sums}


@transaction.atomic
def propose(community: Community, amount: Decimal, note: str, by: User) -> FundPayout:
    """Propose a payout; nothing is booked. Raises NotInFund."""
    _require(community, amount)
    proposed = FundPayout.objects.create(
        community=community, amount=amount, note=note.strip(), proposed_by=by
    )
    record(by, "fund.proposed", proposed, amount=str(amount), community=community.pk)
    return proposed


@transaction.atomic
def mark_fund_paid(proposed: FundPayout, reference: str, by: User) -> None:
    """Book that somebody else has transferred it. Locks the community.

    A reference proves one payout of a fund, for ever. Raises NoReference, ReferenceUsed,
    SamePerson, NotInFund, Moved.
    """
    if not reference.strip():
        raise NoReference
    if proposed.proposed_by == by:
        raise SamePerson
    community = Community.objects.select_for_update(no_key=True).get(pk=proposed.community_id)
    _require(community, proposed.amount)
    _move_to_paid(proposed, reference.strip(), by)
    _book(proposed, by)
    amount = str(proposed.amount)
    record(by, "fund.paid", proposed, amount=amount, reference=proposed.bank_reference)


def _move_to_paid(proposed: FundPayout, reference: str, by: User) -> None:
    try:
        with transaction.atomic():
            facts = {"bank_reference": reference, "ended_by": by, "ended_at": timezone.now()}
            move(proposed, State.PAID, **facts)
    except IntegrityError:
        raise ReferenceUsed(reference) from None


@transaction.atomic
def drop_fund_payout(proposed: FundPayout, by: User) -> None:
    """Drop what was only proposed. Raises Moved."""
    move(proposed, State.DROPPED, ended_by=by, ended_at=timezone.now())
    record(by, "fund.dropped", proposed)


def _require(community: Community, amount: Decimal) -> None:
    left = in_fund(community)
    if amount > left:
        raise NotInFund(left)


def _book(proposed: FundPayout, by: User) -> None:
    satang = to_satang(proposed.amount)
    rows = [Row(accounts.fund(proposed.community_id), satang), Row(accounts.BANK, -satang)]
    who = (None, proposed.proposed_by_id, by.pk, proposed.bank_reference)
    post(Draft(f"fund_payout:{proposed.pk}", Journal.Cause.PAYOUT, rows, *who))

"""Open the first account of a seller: staff have seen its papers, two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from community.audit.models import Act
from community.banking.changing import note
from community.banking.models import PayoutAccount
from community.banking.moves import PENDING, State, move
from community.banking.numbers import account_index, last_four
from community.banking.owners import lock_seller
from community.banking.warning import tell_owners
from community.people.models import User
from community.sellers.models import Seller

if TYPE_CHECKING:
    from community.joining.models import Answer, Application

# Written by community.joining with whoever typed the account into the application.
NAMED = "application.account_named"


def open_from_application(application: Application) -> PayoutAccount | None:
    """Return the account of an approved seller's application.

    In use at once where the applicant wrote it; where somebody else did, it waits for the
    owner's own yes and for the hold. Whatever waited at the desk is refused: staff have not
    seen it. None where there is nothing to open: no seller, no number, or one is in use, which
    only its owner changes. In the caller's transaction.
    """
    seller = application.made_seller
    if seller is None or not application.account_number:
        return None
    with transaction.atomic():
        lock_seller(seller.pk)
        if seller.payout_accounts.filter(state__in=[State.ACTIVE, State.REPLACED]).exists():
            return None
        for waiting in seller.payout_accounts.filter(state__in=PENDING):
            _refuse(waiting, application.reviewer)
        writer = named_by(application)
        if writer == application.applicant:
            return _open(application, seller)
        return _ask(application, seller, writer)


def named_by(application: Application) -> User:
    """Return whose account it is by who wrote it: the applicant, or whoever else had a hand in it.

    Who writes the whole number anew answers for it; to mend the name's spelling is less.
    """
    acts = Act.objects.filter(
        target_type="joining.application", target_id=application.pk, verb=NAMED
    )
    for act in acts.select_related("actor").order_by("-pk"):
        if act.actor and (act.actor != application.applicant or act.details.get("number_typed")):
            return act.actor
    return application.filled_by


def _refuse(waiting: PayoutAccount, staff: User | None) -> None:
    move(waiting, State.REFUSED, ended_at=timezone.now())
    note(staff, "account.refused", waiting)
    tell_owners(waiting, "account_stopped")


def _open(application: Application, seller: Seller) -> PayoutAccount:
    now = timezone.now()
    person = application.applicant
    begun = {"confirmed_by": person, "confirmed_at": now, "active_from": now}
    account = _write(application, seller, State.ACTIVE, asked_by=person, **begun)
    note(application.reviewer, "account.opened", account)
    return account


def _ask(application: Application, seller: Seller, writer: User) -> PayoutAccount:
    account = _write(application, seller, State.ASKED, asked_by=writer)
    note(writer, "account.asked", account, owner=application.applicant)
    tell_owners(account, "account_written", person=writer.get_full_name())
    return account


def _write(application: Application, seller: Seller, state: State, **fields: Any) -> PayoutAccount:
    number = application.account_number
    looked = _looked_at(application)
    return PayoutAccount.objects.create(
        seller=seller,
        kind=application.account_kind or PayoutAccount.Kind.BANK,
        bank_code=application.bank_code,
        number=number,
        number_index=account_index(number),
        last_four=last_four(number),
        holder_name=application.account_holder,
        state=state,
        checked_by=looked.checked_by if looked else None,
        seconded_by=looked.decided_by if looked else None,
        **fields,
    )


def _looked_at(application: Application) -> Answer | None:
    """Return the answer that two of the staff have looked at."""
    accepted = application.answers.filter(requirement__kind="account", state="accepted")
    return accepted.select_related("checked_by", "decided_by").first()

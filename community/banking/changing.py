"""Change where a seller's money goes: asked, confirmed by an owner, held a day, then in use.

The old account stays in use until then, every owner is told by every channel at each step, and
any owner can stop it (docs/adr/0017). Who has stolen a session or a telephone has a day to be
noticed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.audit.recording import record
from community.banking.contacts import changed_contact_at
from community.banking.errors import (
    ChangeUnderWay,
    ContactTooNew,
    NotOwner,
    OwnerTooNew,
    SameAccount,
    StillJoining,
)
from community.banking.models import PayoutAccount
from community.banking.moves import PENDING, State, move
from community.banking.numbers import account_index, last_four
from community.banking.owners import became_owner_at, is_owner, lock_seller
from community.banking.warning import tell_owners
from community.people.models import User
from community.sellers.models import Seller

HOLD = timedelta(hours=24)
# A number, an address or an owner that came with the thief proves nothing.
REST = timedelta(hours=24)


@dataclass(frozen=True)
class NewAccount:
    """What somebody wants; `number` has been through clean_account."""

    kind: str
    bank_code: str
    number: str
    holder_name: str


def active_account(seller: Seller) -> PayoutAccount | None:
    return seller.payout_accounts.filter(state=State.ACTIVE).first()


def pending_account(seller: Seller) -> PayoutAccount | None:
    return seller.payout_accounts.filter(state__in=PENDING).first()


def ask(seller: Seller, wanted: NewAccount, by: User, owner: User | None = None) -> PayoutAccount:
    """Write down what is wanted; nothing changes until an owner confirms.

    `owner` is whom a helper acts for. Raises StillJoining, SameAccount, and ChangeUnderWay
    where a change waits already: also for the later of two at once.
    """
    try:
        with transaction.atomic():
            _require_open(lock_seller(seller.pk))
            now = active_account(seller)
            if now is not None and _is_same(now, wanted):
                raise SameAccount
            account = _write(seller, wanted, by)
            note(by, "account.asked", account, owner)
            tell_owners(account, "account_asked")
    except IntegrityError:
        raise ChangeUnderWay from None
    return account


def confirm(account: PayoutAccount, by: User) -> None:
    """Confirm as an owner, who has just proven to be there; in use after HOLD.

    Raises NotOwner, StillJoining, ContactTooNew, OwnerTooNew, CannotMove.
    """
    now = timezone.now()
    with transaction.atomic():
        seller = lock_seller(account.seller_id)
        _require_owner(account, by)
        _require_open(seller)
        _require_rested(account, by)
        move(account, State.HELD, confirmed_by=by, confirmed_at=now, active_from=now + HOLD)
        note(by, "account.confirmed", account)
        tell_owners(account, "account_first" if waits_for_staff(account) else "account_held")


def stop(account: PayoutAccount, by: User, *, was_warned: bool = False) -> None:
    """Stop a change before it begins, as any owner, or as one who was when it was asked.

    Raises NotOwner, CannotMove.
    """
    if not was_warned:
        _require_owner(account, by)
    with transaction.atomic():
        move(account, State.REFUSED, ended_at=timezone.now())
        note(by, "account.stopped", account)
        tell_owners(account, "account_stopped")


def waits_for_staff(account: PayoutAccount) -> bool:
    """Whether it is a shop's first, and not yet looked at by two of the staff."""
    looked = account.checked_by_id and account.seconded_by_id
    return not looked and active_account(account.seller) is None


def _write(seller: Seller, wanted: NewAccount, by: User) -> PayoutAccount:
    return PayoutAccount.objects.create(
        seller=seller,
        kind=wanted.kind,
        bank_code=wanted.bank_code,
        number=wanted.number,
        number_index=account_index(wanted.number),
        last_four=last_four(wanted.number),
        holder_name=wanted.holder_name,
        asked_by=by,
    )


def _is_same(now: PayoutAccount, wanted: NewAccount) -> bool:
    mine = (now.kind, now.bank_code, now.number_index, now.holder_name)
    index = account_index(wanted.number)
    return mine == (wanted.kind, wanted.bank_code, index, wanted.holder_name)


def _require_open(seller: Seller) -> None:
    if seller.state == Seller.State.JOINING:
        raise StillJoining


def _require_owner(account: PayoutAccount, by: User) -> None:
    if not is_owner(account.seller_id, by.pk):
        raise NotOwner


def _require_rested(account: PayoutAccount, by: User) -> None:
    now = timezone.now()
    changed = changed_contact_at(by)
    if changed is not None and changed + REST > now:
        raise ContactTooNew(changed + REST)
    since = became_owner_at(account.seller_id, by)
    if since is not None and since + REST > now:
        raise OwnerTooNew(since + REST)


def note(by: User | None, verb: str, account: PayoutAccount, owner: User | None = None) -> None:
    """Record it with what people may see of the number: its last four digits."""
    seen = {"kind": account.kind, "bank": account.bank_code, "last_four": account.last_four}
    record(by, verb, account, owner=owner, seller_id=account.seller_id, **seen)

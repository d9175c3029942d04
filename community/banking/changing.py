"""Change where a seller's money goes: asked, confirmed by an owner, held a day, then in use.

The old account stays in use until then, every owner is told by every channel at each step, and
any owner can stop it (docs/adr/0017). Who has stolen a session or a telephone has a day to be
noticed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.audit.recording import record
from community.banking.contacts import changed_contact_at
from community.banking.models import PayoutAccount
from community.banking.moves import PENDING, CannotMove, State, move
from community.banking.numbers import account_index, last_four
from community.banking.warning import tell_owners
from community.people.models import User
from community.sellers.models import Seller, SellerMember

HOLD = timedelta(hours=24)
# A number or an address that came with the thief proves nothing.
CONTACT_REST = timedelta(hours=24)


class BankingError(Exception):
    """A change of account that was not made. Screens build the sentence."""


class ChangeUnderWay(BankingError):
    """One change at a time: another one waits."""


class SameAccount(BankingError):
    """It is the account in use."""


class NotOwner(BankingError):
    """Only an owner of the shop confirms and stops."""


class ContactTooNew(BankingError):
    """The owner's number or address changed less than a day ago; `until` says how long to wait."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"wait until {until}")
        self.until = until


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

    `owner` is whom a helper acts for. Raises SameAccount, and ChangeUnderWay where a change
    waits already: also for the later of two at once.
    """
    now = active_account(seller)
    if now is not None and _is_same(now, wanted):
        raise SameAccount
    try:
        with transaction.atomic():
            account = _write(seller, wanted, by)
            _note(by, "account.asked", account, owner)
            tell_owners(account, "account_asked")
    except IntegrityError:
        raise ChangeUnderWay from None
    return account


def confirm(account: PayoutAccount, by: User) -> None:
    """Confirm as an owner, who has just proven to be there; in use after HOLD.

    Raises NotOwner, ContactTooNew, CannotMove.
    """
    _require_owner(account, by)
    now = timezone.now()
    changed = changed_contact_at(by)
    if changed is not None and changed + CONTACT_REST > now:
        raise ContactTooNew(changed + CONTACT_REST)
    with transaction.atomic():
        move(account, State.HELD, confirmed_by=by, confirmed_at=now, active_from=now + HOLD)
        _note(by, "account.confirmed", account)
        tell_owners(account, "account_held")


def stop(account: PayoutAccount, by: User) -> None:
    """Stop a change before it begins, as any owner. Raises NotOwner, CannotMove."""
    _require_owner(account, by)
    with transaction.atomic():
        move(account, State.REFUSED, ended_at=timezone.now())
        _note(by, "account.stopped", account)
        tell_owners(account, "account_stopped")


def activate_due() -> int:
    """Begin with every account whose hold is over, and return how many that were."""
    due = PayoutAccount.objects.filter(state=State.HELD, active_from__lte=timezone.now())
    return sum(activate(account) for account in due.select_related("seller").order_by("pk"))


def activate(account: PayoutAccount) -> bool:
    """Replace the account in use by one whose hold is over, and return whether this call did."""
    try:
        with transaction.atomic():
            Seller.objects.select_for_update(no_key=True).get(pk=account.seller_id)
            now = timezone.now()
            old = PayoutAccount.objects.filter(seller=account.seller_id, state=State.ACTIVE)
            old.update(state=State.REPLACED, ended_at=now)
            # Stopped in the meantime: the old one stays, the transaction is undone.
            move(account, State.ACTIVE)
            _note(None, "account.began", account)
            tell_owners(account, "account_began")
    except CannotMove:
        return False
    return True


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


def _require_owner(account: PayoutAccount, by: User) -> None:
    owners = SellerMember.objects.filter(seller=account.seller_id, role=SellerMember.Role.OWNER)
    if not owners.filter(user=by).exists():
        raise NotOwner


def _note(by: User | None, verb: str, account: PayoutAccount, owner: User | None = None) -> None:
    """Record it with what people may see of the number: its last four digits."""
    seen = {"kind": account.kind, "bank": account.bank_code, "last_four": account.last_four}
    record(by, verb, account, owner=owner, seller_id=account.seller_id, **seen)

"""Begin with an account whose hold is over, unless what it stood on is gone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from community.banking.changing import note, waits_for_staff
from community.banking.models import PayoutAccount
from community.banking.moves import CannotMove, State, move
from community.banking.owners import is_owner, lock_seller
from community.banking.warning import tell_owners


def activate_due() -> int:
    """Begin with every account whose hold is over, and return how many that were."""
    due = PayoutAccount.objects.filter(state=State.HELD, active_from__lte=timezone.now())
    return sum(activate(account) for account in due.select_related("seller").order_by("pk"))


def activate(account: PayoutAccount) -> bool:
    """Replace the account in use by one whose hold is over, and return whether this call did.

    A first account waits for staff. One that was confirmed by somebody who is no owner any
    more is refused, and the owners are told.
    """
    try:
        with transaction.atomic():
            lock_seller(account.seller_id)
            account.refresh_from_db(fields=["confirmed_by", "checked_by", "seconded_by"])
            if not is_owner(account.seller_id, account.confirmed_by_id):
                _refuse(account)
                return False
            if waits_for_staff(account):
                return False
            _begin(account)
    except CannotMove:
        # Stopped in the meantime: the old one stays, the transaction is undone.
        return False
    return True


def _begin(account: PayoutAccount) -> None:
    old = PayoutAccount.objects.filter(seller=account.seller_id, state=State.ACTIVE)
    old.update(state=State.REPLACED, ended_at=timezone.now())
    move(account, State.ACTIVE)
    note(None, "account.began", account)
    tell_owners(account, "account_began")


def _refuse(account: PayoutAccount) -> None:
    move(account, State.REFUSED, ended_at=timezone.now())
    note(None, "account.refused", account)
    tell_owners(account, "account_stopped")

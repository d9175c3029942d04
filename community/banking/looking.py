"""Two of the staff look at a shop's first account when no application's was looked at."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.banking.changing import note, waits_for_staff
from community.banking.errors import LookedAt, NotForYou
from community.banking.models import PayoutAccount
from community.banking.moves import CannotMove, State, move
from community.banking.owners import lock_seller
from community.banking.warning import tell_owners
from community.people.models import User
from community.sellers.models import Seller, SellerMember


def waiting() -> QuerySet[PayoutAccount]:
    """Return the first accounts that their owners have confirmed, the oldest first."""
    in_use = PayoutAccount.objects.filter(seller=OuterRef("seller"), state=State.ACTIVE)
    unseen = Q(checked_by=None) | Q(seconded_by=None)
    held = PayoutAccount.objects.filter(unseen, ~Exists(in_use), state=State.HELD)
    people = held.select_related("seller", "asked_by", "confirmed_by", "checked_by")
    return people.exclude(seller__state=Seller.State.JOINING).order_by("confirmed_at", "pk")


def check(account: PayoutAccount, staff: User) -> None:
    """Say that it is right: the first of two, or the second. Raises NotForYou, LookedAt."""
    with transaction.atomic():
        _hold(account, staff)
        if account.checked_by_id == staff.pk:
            raise NotForYou
        place = "seconded_by" if account.checked_by_id else "checked_by"
        setattr(account, place, staff)
        account.save(update_fields=[place])
        note(staff, f"account.{place.removesuffix('_by')}", account)


def refuse(account: PayoutAccount, staff: User) -> None:
    """Say that it is not right, and tell the owners. Raises NotForYou, LookedAt."""
    with transaction.atomic():
        _hold(account, staff)
        try:
            move(account, State.REFUSED, ended_at=timezone.now())
        except CannotMove:
            raise LookedAt from None
        note(staff, "account.refused", account)
        tell_owners(account, "account_stopped")


def note_shown(account: PayoutAccount, staff: User) -> None:
    """Write down who saw the whole number. Raises NotForYou, LookedAt."""
    with transaction.atomic():
        _hold(account, staff)
        note(staff, "account.number_shown", account)


def _hold(account: PayoutAccount, staff: User) -> None:
    """Lock the shop, and read the account anew."""
    lock_seller(account.seller_id)
    account.refresh_from_db(fields=["state", "checked_by", "seconded_by"])
    team = SellerMember.objects.filter(seller=account.seller_id, user=staff)
    if team.exists() or staff.pk in {account.asked_by_id, account.confirmed_by_id}:
        raise NotForYou
    if account.state != State.HELD or not waits_for_staff(account):
        raise LookedAt

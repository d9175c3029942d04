"""Whose a telephone number is, once a code has proved who holds it.

A number that stands in an account without proof proves nothing: anybody could have typed it.
So proof takes it out of an account that has an e-mail address to log in with, and where the
number is all the account has, the account goes to the number's holder and its password ends.
"""

from __future__ import annotations

from django.db import transaction

from community.audit.recording import record
from community.people.models import User

# After it a payout account waits a day longer (community.banking.contacts).
PHONE_CHANGED = "person.phone_changed"


def account_of(phone: str) -> User | None:
    """Return the account that the holder of the number may enter, if there is one."""
    user = User.objects.filter(phone=phone).first()
    return user if user and (user.phone_verified or not user.email) else None


def claimed_elsewhere(phone: str) -> bool:
    """Say whether the number stands, without proof, in an account with an e-mail address."""
    return User.objects.filter(phone=phone, phone_verified=False, email__isnull=False).exists()


@transaction.atomic
def hand_over(phone: str) -> User | None:
    """Return the account of the number's holder, proved now; an older password ends."""
    user = account_of(phone)
    if user and not user.phone_verified:
        user.phone_verified = True
        user.set_unusable_password()
        user.save(update_fields=["phone_verified", "password"])
    return user


@transaction.atomic
def open_account(phone: str, name: str, language: str) -> User:
    """Return a new account for the number's holder. Raises IntegrityError when there is one."""
    take_out(phone)
    user = User(phone=phone, phone_verified=True, name=name, language=language)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


@transaction.atomic
def give_number(user: User, phone: str) -> bool:
    """Put the proved number into the account; not where it is another's only way in."""
    holder = User.objects.filter(phone=phone).exclude(pk=user.pk).first()
    if holder and (holder.phone_verified or not holder.email):
        return False
    take_out(phone)
    if user.phone != phone:
        record(user, PHONE_CHANGED, user)
    User.objects.filter(pk=user.pk).update(phone=phone, phone_verified=True)
    return True


def take_out(phone: str) -> None:
    unproved = User.objects.filter(phone=phone, phone_verified=False, email__isnull=False)
    unproved.update(phone=None)

"""The link in a warning: it stops this one change, for an owner who may be locked out."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from community.banking.models import PayoutAccount
from community.people.models import User

SALT = "community.banking.stop"
GOOD_FOR_SECONDS = 30 * 24 * 3600


def stop_path(account: PayoutAccount, owner: User) -> str:
    token = signing.dumps([account.pk, owner.pk], salt=SALT)
    return reverse("banking:stop", args=[token])


def read_token(token: str) -> tuple[PayoutAccount, User] | None:
    """Return the change and the owner who was warned; None for what is not of our making.

    It stays good for who is an owner no more: a thief would end that first. And it does one
    harmless thing: a change that is stopped can be asked for again.
    """
    try:
        account_id, user_id = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    account = PayoutAccount.objects.filter(pk=account_id).select_related("seller").first()
    warned = User.objects.filter(pk=user_id).first()
    return (account, warned) if account and warned else None

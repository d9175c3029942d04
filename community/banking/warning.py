"""Tell every owner what happens to the shop's account, by every way that reaches them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import translation

from community.banking.models import PayoutAccount
from community.banking.stopping import stop_path
from community.channels.models import Channel, Notice
from community.channels.sending import SENDERS
from community.channels.telling import tell
from community.channels.ways import ways_for
from community.people.models import User
from community.sellers.models import SellerMember
from shop.jobs import enqueue

OWNER = SellerMember.Role.OWNER
TELL_ALSO = "community.banking.tasks.tell_also"


def tell_owners(account: PayoutAccount, kind: str, **facts: str) -> None:
    """Write the notices of one step, in the caller's transaction.

    To each owner of the shop, and to who was one at an earlier step of it.
    """
    owns = Q(seller_memberships__seller=account.seller_id, seller_memberships__role=OWNER)
    account.warned.add(*User.objects.filter(owns))
    for person in account.warned.order_by("pk"):
        _tell(person, account, kind, facts)


def tell_also(user_id: int, kind: str, key: str, channel: str, facts: dict[str, str]) -> None:
    """Send a warning by one more way. Raises what the way raises: the job tries again."""
    user = User.objects.get(pk=user_id)
    way = Channel(channel)
    if way not in ways_for(user):
        return
    notice = Notice(user=user, kind=kind, key=key, channel=way, language=user.language, facts=facts)
    SENDERS[way](notice)


def _tell(owner: User, account: PayoutAccount, kind: str, more: dict[str, str]) -> None:
    """Tell by the chosen way, and by every other: a thief may hold one of them."""
    key = f"{kind}:{account.pk}:{owner.pk}"
    facts = {"path": stop_path(account, owner), **_facts(account, owner.language), **more}
    tell(owner, kind, key, **facts)
    for way in ways_for(owner)[1:]:
        also: dict[str, Any] = {"key": f"{key}:{way}", "channel": str(way), "facts": facts}
        enqueue(TELL_ALSO, user_id=owner.pk, kind=kind, **also)


def _facts(account: PayoutAccount, language: str) -> dict[str, str]:
    """Return what an owner needs to know the account by; never the whole number."""
    with translation.override(language):
        shop, where = account.seller.name, account.where
    return {"shop": shop, "bank": where, "last_four": account.last_four}

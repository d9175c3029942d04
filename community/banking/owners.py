"""Who owns a shop now, and since when: whoever came with a thief proves nothing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller, SellerMember

OWNER = SellerMember.Role.OWNER


def lock_seller(seller_id: int) -> Seller:
    """Return the seller as it is now, locked: its team and its account change one by one."""
    return Seller.objects.select_for_update(no_key=True).get(pk=seller_id)


def is_owner(seller_id: int, user_id: int | None) -> bool:
    """Whether somebody who can still log in owns the shop."""
    own = SellerMember.objects.filter(seller=seller_id, role=OWNER, user__is_active=True)
    return user_id is not None and own.filter(user=user_id).exists()


def became_owner_at(seller_id: int, user: User) -> datetime | None:
    """Return when somebody came into the team or became its owner, None for who founded it."""
    joined = Q(verb="team.joined", actor=user)
    raised = Q(verb="team.role_changed", details__person_id=user.pk, details__role=OWNER.value)
    acts = Act.objects.filter(joined | raised, seller_id=seller_id)
    latest: datetime | None = acts.aggregate(latest=Max("at"))["latest"]
    return latest

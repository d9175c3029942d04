"""Which grants are in force now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from community.assistance.models import Grant
from community.sellers.models import SellerMember


def grants_in_force(user_id: int | None) -> QuerySet[Grant]:
    """Return what this helper may do for whom today, in Thai time.

    Asked anew at every request: a grant that is ended, is past its last day, or was given by
    somebody who owns the shop no more holds nothing, whatever the worker has done.
    """
    return in_force(Grant.objects.filter(helper__user=user_id))


def in_force(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    still_owner = SellerMember.objects.filter(
        seller=OuterRef("seller"), user=OuterRef("owner"), role=SellerMember.Role.OWNER
    )
    return grants.filter(
        Exists(still_owner),
        helper__is_active=True,
        owner__is_active=True,
        state=Grant.State.ACTIVE,
        until__gte=timezone.localdate(),
    )

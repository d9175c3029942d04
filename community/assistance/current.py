"""Which grants are in force now."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from community.assistance.models import Grant


def grants_in_force(user_id: int | None) -> QuerySet[Grant]:
    """Return what this helper may do for whom today, in Thai time."""
    return Grant.objects.filter(
        helper__user=user_id,
        helper__is_active=True,
        state=Grant.State.ACTIVE,
        until__gte=timezone.localdate(),
    )

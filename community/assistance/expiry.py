"""Mark what is past its last day. Nothing waits for this: such a grant holds nothing already."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from community.assistance import granting
from community.assistance.errors import GrantMoved
from community.assistance.models import Grant
from community.assistance.moves import State

ANSWER_WITHIN = timedelta(days=30)


def expire_overdue() -> int:
    """Return how many grants were marked. Owner and helper are told of those in force."""
    past = Grant.objects.filter(until__lt=timezone.localdate())
    over = list(past.filter(state=State.ACTIVE).select_related("helper__user", "owner", "seller"))
    unanswered = Grant.objects.filter(
        state=State.ASKED, asked_at__lt=timezone.now() - ANSWER_WITHIN
    ) | past.filter(state=State.ASKED)
    lapsed = unanswered.select_related("helper__user")
    return sum(_expire(grant) for grant in (*over, *lapsed))


def _expire(grant: Grant) -> bool:
    try:
        granting.expire(grant)
    except GrantMoved:
        return False
    return True

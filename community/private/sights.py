"""Who beside owner and staff may see which papers: each room says it for its own.

A helper who brought a paper sees it while helping, and not a day longer; a manager sees the
evidence of the shop's certificates.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from community.people.models import User

Sight = Callable[[User], Q]
SIGHTS: list[Sight] = []


def allow_sight(sight: Sight) -> None:
    """Let those papers be seen that the condition finds, read anew at every request."""
    if sight not in SIGHTS:
        SIGHTS.append(sight)


def may_see(user: User) -> Q:
    seen = Q(owner=user)
    for sight in SIGHTS:
        seen |= sight(user)
    return seen

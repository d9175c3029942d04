"""How far the people of a roster have come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from community.rosters.models import Roster, RosterPerson
from community.teams.models import Invitation


@dataclass(frozen=True)
class Progress:
    invited: int
    accepted: int
    waiting: int
    over: int  # withdrawn, or too old


def progress_of(roster: Roster) -> Progress:
    states = roster.people.order_by().values_list("invitation__state")
    counts: dict[str, int] = dict(states.annotate(count=Count("pk")))
    state = Invitation.State
    invited, accepted = sum(counts.values()), counts.get(state.ACCEPTED, 0)
    waiting = counts.get(state.OPEN, 0)
    return Progress(invited, accepted, waiting, invited - accepted - waiting)


def people_of(roster: Roster) -> QuerySet[RosterPerson]:
    return roster.people.select_related("invitation")

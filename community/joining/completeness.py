"""What an application still lacks before it can be approved."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from community.joining.counting import listings_of
from community.joining.holding import note
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.people.models import User

Kind = Requirement.Kind
DONE = (Answer.State.ACCEPTED, Answer.State.WAIVED)


def answers_of(application: Application) -> QuerySet[Answer]:
    return Answer.objects.filter(application=application).select_related("requirement")


def blocking(application: Application) -> QuerySet[Answer]:
    """Return the required answers that are neither accepted nor waived.

    What staff have switched off since it was sent no longer counts.
    """
    required = answers_of(application).filter(
        requirement__is_required=True, requirement__is_active=True
    )
    return required.exclude(state__in=DONE)


def settle_counted(application: Application, staff: User) -> None:
    """Accept the goods where there are enough: counting needs nobody's judgement."""
    counted = answers_of(application).filter(requirement__kind=Kind.LISTINGS)
    for answer in counted.exclude(state__in=DONE):
        count = listings_of(application)
        if count >= answer.requirement.least:
            _accept(answer, staff)
            title = str(answer.requirement.title_th)
            note(application, staff, "answer.accepted", requirement=title, count=count)


def account_is_accepted(application: Application) -> bool:
    """Whether two people have looked at the account: a waived one is never paid to."""
    accepted = answers_of(application).filter(
        requirement__kind=Kind.ACCOUNT, state=Answer.State.ACCEPTED, checked_by__isnull=False
    )
    return accepted.exists()


def _accept(answer: Answer, staff: User) -> None:
    undecided = Answer.objects.filter(pk=answer.pk).exclude(state__in=DONE)
    undecided.update(
        state=Answer.State.ACCEPTED, decided_by=staff, decided_at=timezone.now(), reason=""
    )

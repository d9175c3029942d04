"""What an application still lacks before it can be approved."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from community.joining.counting import listings_of
from community.joining.holding import note
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.terms import without_older_terms
from community.people.models import User

Kind = Requirement.Kind
DONE = (Answer.State.ACCEPTED, Answer.State.WAIVED)


def answers_of(application: Application) -> QuerySet[Answer]:
    return application.answers.select_related("requirement")


def blocking(application: Application) -> list[Answer]:
    """Return the required answers that are neither accepted nor waived.

    What staff have switched off since it was sent no longer counts, nor do terms that newer
    ones have replaced.
    """
    required = answers_of(application).filter(
        requirement__is_required=True, requirement__is_active=True
    )
    return [answer for answer in without_older_terms(required) if answer.state not in DONE]


def settle_plain(application: Application, staff: User) -> None:
    """Accept what needs nobody's judgement: terms agreed to, and goods where there are enough."""
    plain = answers_of(application).filter(requirement__kind__in=(Kind.TERMS, Kind.LISTINGS))
    for answer in plain.exclude(state__in=DONE):
        if answer.requirement.kind == Kind.TERMS:
            _accept(answer, staff, {Answer.State.GIVEN})
            continue
        count = listings_of(application)
        if count >= answer.requirement.least:
            _accept(answer, staff, set(Answer.State) - set(DONE), count=count)


def account_is_accepted(application: Application) -> bool:
    """Whether two people have looked at the account: a waived one is never paid to."""
    accepted = answers_of(application).filter(
        requirement__kind=Kind.ACCOUNT, state=Answer.State.ACCEPTED, checked_by__isnull=False
    )
    return accepted.exists()


def _accept(answer: Answer, staff: User, sources: set[Answer.State], **details: int) -> None:
    rows = Answer.objects.filter(pk=answer.pk, state__in=sources)
    decided = {"decided_by": staff, "decided_at": timezone.now(), "reason": ""}
    if rows.update(state=Answer.State.ACCEPTED, **decided):
        title = str(answer.requirement.title_th)
        note(answer.application, staff, "answer.accepted", requirement=title, **details)

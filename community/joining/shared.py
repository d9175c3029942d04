"""Two cards may ask for one value. Rewritten through one, it is looked at again on the other."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from community.audit.recording import record
from community.joining.checklist import Kind, asks_number
from community.joining.models import Answer, Application
from community.people.models import User

State = Answer.State
NUMBER = ("tax_id",)
ACCOUNT = ("account_kind", "bank_code", "account_number", "account_holder")
LOOKED_AT = (State.CHECKED, State.ACCEPTED)


def values_shared(application: Application) -> dict[str, str]:
    return {name: getattr(application, name) for name in (*NUMBER, *ACCOUNT)}


def look_again(
    application: Application, answers: Iterable[Answer], before: dict[str, str], by: User
) -> None:
    """Give back to staff each answer whose value is no longer the one that they looked at.

    `before` is values_shared as it was. What is waived was not looked at and stays so.
    """
    now = values_shared(application)
    changed = {name for name in now if now[name] != before[name]}
    for answer in answers:
        if changed.intersection(_values_of(application, answer)):
            _give_back(application, answer, by)


def _values_of(application: Application, answer: Answer) -> tuple[str, ...]:
    requirement = answer.requirement
    if requirement.kind == Kind.ACCOUNT:
        return ACCOUNT
    return NUMBER if asks_number(application, requirement) else ()


def _give_back(application: Application, answer: Answer, by: User) -> None:
    given = {"state": State.GIVEN, "given_at": timezone.now(), "checked_by": None}
    settled = Answer.objects.filter(pk=answer.pk, state__in=LOOKED_AT)
    if settled.update(**given, decided_by=None, decided_at=None):
        record(
            by,
            "answer.given_again",
            application,
            owner=None if by == application.applicant else application.applicant,
            seller_id=application.made_seller_id,
            requirement=str(answer.requirement.title_th),
        )

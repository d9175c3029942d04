"""What is asked of one application, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

from community.joining.access import EDITABLE
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.terms import in_force, without_older_terms

Kind = Requirement.Kind
# What staff tick or what is counted: the applicant has nothing to bring for it.
NOT_BROUGHT = frozenset({Kind.TRAINING, Kind.VISIT, Kind.LISTINGS})
# A community is not paid and lists nothing itself.
OF_SELLERS_ALONE = frozenset({Kind.ACCOUNT, Kind.LISTINGS})
SETTLED = frozenset({Answer.State.CHECKED, Answer.State.ACCEPTED, Answer.State.WAIVED})


def answers_for(application: Application) -> list[Answer]:
    """Return its answers in the order of the checklist, each with requirement and papers.

    While it is written, one for each active requirement asked of its kind: those not there are
    made. Once sent, only what it was asked for then: to look at it changes nothing.
    """
    if application.state in EDITABLE:
        return make_answers(application)
    asked = Requirement.objects.filter(is_active=True)
    return without_older_terms(_answers(application, asked))


def make_answers(application: Application) -> list[Answer]:
    """Return one answer for each active requirement asked of its kind; make those not there."""
    asked = asked_of(application)
    found = _answers(application, asked)
    if len(found) < len(asked):
        _make_missing(application, asked, found)
        found = _answers(application, asked)
    return found


def asked_of(application: Application) -> list[Requirement]:
    """Return the requirements that this application has to meet."""
    asked = Requirement.objects.filter(is_active=True, asked_of__contains=[application.kind])
    if application.wants == Application.Wants.COMMUNITY:
        asked = asked.exclude(kind__in=OF_SELLERS_ALONE)
    return in_force(asked)


def what_is_missing(application: Application, answers: list[Answer]) -> list[Answer]:
    """Return what the applicant must still bring or mend before it can be sent."""
    return [answer for answer in answers if _is_missing(application, answer)]


def is_complete(application: Application, answer: Answer) -> bool:
    """Say whether all that this requirement asks for is there."""
    requirement = answer.requirement
    if requirement.kind in NOT_BROUGHT:
        return True
    if requirement.kind == Kind.PROFILE:
        return _tells_who_and_where(application, requirement)
    if requirement.kind == Kind.TERMS:
        return answer.terms_version == requirement.terms_version
    if requirement.kind == Kind.ACCOUNT:
        return _has_account(application, answer)
    if requirement.kind == Kind.DOCUMENT and not requirement.least:
        return bool(answer.text)
    has_number = bool(application.tax_id) or not asks_number(application, requirement)
    return has_number and _has_papers(answer)


def asks_number(application: Application, requirement: Requirement) -> bool:
    """Say which card asks for the number: the registration's where there is one."""
    if requirement.kind == Kind.REGISTRATION:
        return True
    return requirement.kind == Kind.IDENTITY and not is_registered(application.kind)


def is_registered(kind: str) -> bool:
    return kind in {Application.Kind.ENTERPRISE, Application.Kind.COMPANY}


def _is_missing(application: Application, answer: Answer) -> bool:
    if answer.state in SETTLED:
        return False
    if answer.state == Answer.State.RETURNED:
        return answer.requirement.kind not in NOT_BROUGHT
    return answer.requirement.is_required and not is_complete(application, answer)


def _tells_who_and_where(application: Application, requirement: Requirement) -> bool:
    told = (application.name_th, application.phone, application.subdistrict, application.district)
    has_story = bool(application.story_th) or not requirement.least
    return all(told) and application.province_id is not None and has_story


def _has_account(application: Application, answer: Answer) -> bool:
    told = all((application.account_kind, application.account_number, application.account_holder))
    # A PromptPay id has no book to show: the name that it answers with is looked at.
    return told and (application.account_kind == "promptpay" or _has_papers(answer))


def _has_papers(answer: Answer) -> bool:
    return len(answer.papers.all()) >= answer.requirement.least


def _answers(application: Application, asked: Iterable[Requirement]) -> list[Answer]:
    return list(
        application.answers.filter(requirement__in=asked)
        .select_related("requirement")
        .prefetch_related("papers")
    )


def _make_missing(application: Application, asked: list[Requirement], found: list[Answer]) -> None:
    there = {answer.requirement_id for answer in found}
    Answer.objects.bulk_create(
        (
            Answer(application=application, requirement=requirement)
            for requirement in asked
            if requirement.pk not in there
        ),
        ignore_conflicts=True,  # two tabs open the checklist at once
    )

"""Everything there is about one application, for one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import pgettext

from community.audit.models import Act
from community.banking.banks import BANKS
from community.joining.counting import listings_of
from community.joining.duplicates import Duplicate, find_duplicates
from community.joining.holding import is_own
from community.joining.models import Answer, Application
from community.joining.moves import ALLOWED, WAITING
from community.joining.requirements import Requirement
from community.joining.reviewing import TICKED, is_second_look
from community.joining.terms import without_older_terms
from community.people.models import User
from shop.office.applications_finding import days_waiting, tone_of
from shop.office.ready_reasons import reasons_for

Kind = Requirement.Kind
Given = Answer.State
MOST_ACTS = 100
TONES = {
    Given.MISSING: "quiet",
    Given.GIVEN: "otop",
    Given.CHECKED: "info",
    Given.ACCEPTED: "ok",
    Given.RETURNED: "low",
    Given.WAIVED: "quiet",
}


@dataclass
class Check:
    """One requirement: what was given, and what this member of staff may say to it."""

    answer: Answer
    may_decide: bool
    staff: User
    is_anothers: bool = False
    listed: int | None = None
    reasons: Sequence[str] = ()
    error: str = ""  # beside the reason, with what was typed
    typed: str = ""
    act: str = ""  # which of the two forms it was

    @property
    def requirement(self) -> Requirement:
        return self.answer.requirement

    @property
    def tone(self) -> str:
        return TONES[Given(self.answer.state)]

    @property
    def said(self) -> str:
        """Return the state in words; an invitation is accepted in another word than an answer."""
        if self.answer.state == Given.ACCEPTED:
            return pgettext("an answer", "Accepted")
        return str(Given(self.answer.state).label)

    @property
    def is_done(self) -> bool:
        return self.answer.state in {Given.ACCEPTED, Given.WAIVED}

    @property
    def reason(self) -> str:
        """Return why it went back or was waived; what has been mended since is in the history."""
        is_now = self.answer.state in {Given.RETURNED, Given.WAIVED}
        return self.answer.reason if is_now else ""

    @property
    def is_looked_at(self) -> bool:
        return self.answer.state not in {Given.MISSING, Given.GIVEN}

    @property
    def waits_for_another(self) -> bool:
        """Whether this person has given the first of two looks."""
        return self.answer.state == Given.CHECKED and self.answer.checked_by == self.staff

    @property
    def may_accept(self) -> bool:
        if not self.may_decide or self.waits_for_another:
            return False
        if self.answer.state == Given.MISSING:
            return self.requirement.kind in TICKED or self.is_listed
        return not self.is_done

    @property
    def may_return(self) -> bool:
        is_theirs = self.requirement.kind not in TICKED
        return self.may_decide and is_theirs and self.answer.state != Given.RETURNED

    @property
    def may_waive(self) -> bool:
        is_ours = self.may_decide and not self.is_anothers
        return is_ours and not self.is_done and self.requirement.kind != Kind.TERMS

    @property
    def is_listed(self) -> bool:
        return self.listed is not None and self.listed >= self.requirement.least


@dataclass
class ApplicationPage:
    application: Application
    checks: list[Check]
    duplicates: list[Duplicate]
    acts: QuerySet[Act]
    staff: User
    days: int
    revealed: str = ""  # which number is shown in full: tax_id or account
    other_reviewer: User | None = None
    is_own: bool = False  # this member of staff has a part in it
    moves: frozenset[str] = field(default_factory=frozenset)

    @property
    def tone(self) -> str:
        return tone_of(self.days)

    @property
    def waits(self) -> bool:
        return self.application.state in WAITING

    @property
    def done(self) -> int:
        return sum(check.is_done for check in self.checks)

    @property
    def returned(self) -> int:
        return sum(check.answer.state == Given.RETURNED for check in self.checks)

    @property
    def bank(self) -> str:
        bank = BANKS.get(self.application.bank_code)
        return bank.name if bank else ""

    @property
    def tax_id(self) -> str:
        number = self.application.tax_id
        return number if self.revealed == "tax_id" else masked(number)

    @property
    def account(self) -> str:
        number = self.application.account_number
        return number if self.revealed == "account" else masked(number)


def read_page(application: Application, staff: User, **more: Any) -> ApplicationPage:
    """Return the page's parts; the number of queries does not grow with the papers."""
    answers = without_older_terms(_answers(application))
    other = application.reviewer if application.reviewer_id != staff.pk else None
    own = is_own(application, staff)
    may_decide = application.state in WAITING and not own
    listed = None
    if any(answer.requirement.kind == Kind.LISTINGS for answer in answers):
        listed = listings_of(application)
    return ApplicationPage(
        application=application,
        checks=[_check(answer, staff, may_decide, other, listed) for answer in answers],
        duplicates=find_duplicates(application),
        acts=acts_of(application),
        staff=staff,
        days=days_waiting(application),
        other_reviewer=other if application.state in WAITING else None,
        is_own=own,
        moves=frozenset(ALLOWED[application.state]),
        **more,
    )


def acts_of(application: Application) -> QuerySet[Act]:
    """Return what was done to it, the newest first."""
    acts = Act.objects.filter(target_type="joining.application", target_id=application.pk)
    return acts.select_related("actor", "owner")[:MOST_ACTS]


def masked(number: str) -> str:
    """Return the last four of a number that is not to be read by who walks past."""
    return f"{'•' * max(len(number) - 4, 0)}{number[-4:]}" if len(number) > 4 else "•" * len(number)


def _answers(application: Application) -> list[Answer]:
    found = application.answers.select_related("requirement", "checked_by", "decided_by")
    return list(found.prefetch_related("papers"))


def _check(
    answer: Answer, staff: User, may_decide: bool, other: User | None, listed: int | None
) -> Check:
    kind = answer.requirement.kind
    second = is_second_look(answer, staff)
    with translation.override(answer.application.applicant.language):
        reasons = [str(reason) for reason in reasons_for(kind)]
    return Check(
        answer=answer,
        # Another has it open: all that is ours is the second look at the account.
        may_decide=may_decide and (other is None or second),
        is_anothers=other is not None,
        staff=staff,
        listed=listed if kind == Kind.LISTINGS else None,
        reasons=reasons,
    )

"""Which terms are asked for on which day. What was agreed to is never rewritten.

Every version is a requirement of its own, with its text and the day from which it is asked for.
An application that is sent, or sent again, on that day or later must agree to the new one; what
was sent before keeps the version that it agreed to.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from community.joining.models import Answer
from community.joining.requirements import Requirement

Kind = Requirement.Kind


def in_force(requirements: Iterable[Requirement], day: date | None = None) -> list[Requirement]:
    """Return them in order, of all terms the newest alone that has begun by `day`, today."""
    day = day or timezone.localdate()
    asked = list(requirements)
    begun = [one for one in asked if one.kind == Kind.TERMS and _from(one) <= day]
    newest = max(begun, key=lambda one: (_from(one), one.pk), default=None)
    return [one for one in asked if one.kind != Kind.TERMS or one == newest]


def without_older_terms(answers: Iterable[Answer]) -> list[Answer]:
    """Return an application's answers, of several to terms the newest alone."""
    there = list(answers)
    terms = [answer for answer in there if answer.requirement.kind == Kind.TERMS]
    newest = max(terms, key=lambda one: (_from(one.requirement), one.requirement_id), default=None)
    return [one for one in there if one.requirement.kind != Kind.TERMS or one == newest]


def _from(requirement: Requirement) -> date:
    return requirement.terms_from or date.min

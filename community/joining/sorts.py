"""Which card stands for which requirement."""

from __future__ import annotations

from typing import Any

from community.joining.account_card import AccountCard
from community.joining.cards import Card, WordsCard
from community.joining.checklist import Kind, asks_number
from community.joining.models import Answer, Application
from community.joining.number_card import NumberCard

OF_OTHER_STEPS = frozenset({Kind.PROFILE, Kind.TERMS, Kind.TRAINING, Kind.VISIT, Kind.LISTINGS})


def cards_for(
    application: Application, answers: list[Answer], data: Any = None, files: Any = None
) -> list[Card]:
    """Return the cards of this step, in the order of the checklist."""
    asked = [one for one in answers if one.requirement.kind not in OF_OTHER_STEPS]
    return [
        _sort(application, answer)(data, files, application=application, answer=answer)
        for answer in asked
    ]


def _sort(application: Application, answer: Answer) -> type[Card]:
    requirement = answer.requirement
    if requirement.kind == Kind.ACCOUNT:
        return AccountCard
    if asks_number(application, requirement):
        return NumberCard
    return Card if requirement.least else WordsCard

"""Staff change the checklist. What was accepted stays accepted; agreed terms keep their text."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.joining.models import Answer
from community.joining.requirements import Requirement
from community.people.models import User

Kind = Requirement.Kind
STEP = 10
TERMS_FIELDS = frozenset({"terms_version", "terms_from", "terms_th", "terms_en"})


def is_agreed_to(requirement: Requirement) -> bool:
    """Whether somebody has agreed to these terms: their words are then no longer ours."""
    if requirement.pk is None or requirement.kind != Kind.TERMS:
        return False
    return requirement.answers.exclude(state=Answer.State.MISSING).exists()


@transaction.atomic
def save_requirement(requirement: Requirement, staff: User, changed: Sequence[str]) -> Requirement:
    """Save what staff wrote; new words of terms somebody has agreed to make a new row.

    Answers are not touched: who was accepted stays so. Applications that were sent are not
    asked for what is new, only those that are sent, or sent again, from now on.
    """
    is_new = requirement._state.adding
    is_new_version = bool(TERMS_FIELDS & set(changed)) and is_agreed_to(requirement)
    if is_new_version:
        requirement.pk = None
        requirement._state.adding = True
    if is_new or is_new_version:
        requirement.slug = _free_slug(requirement)
        requirement.position = requirement.position or _last_position() + STEP
    requirement.save()
    verb = "requirement.added" if is_new else "requirement.changed"
    record(staff, verb, requirement, fields=sorted(changed))
    return requirement


@transaction.atomic
def switch(requirement: Requirement, staff: User, *, on: bool) -> None:
    """Ask for it from now on, or no longer. Nothing is lost: it can be switched on again."""
    rows = Requirement.objects.filter(pk=requirement.pk, is_active=not on)
    if rows.update(is_active=on, updated_at=timezone.now()):
        record(staff, "requirement.on" if on else "requirement.off", requirement)


@transaction.atomic
def shift(requirement: Requirement, staff: User, by: int) -> None:
    """Move it one place up (-1) or down (1); at the end of the list nothing happens."""
    rows = list(Requirement.objects.select_for_update().order_by("position", "pk"))
    place = rows.index(requirement)
    wanted = place + by
    if not 0 <= wanted < len(rows):
        return
    rows[place], rows[wanted] = rows[wanted], rows[place]
    for number, row in enumerate(rows, start=1):
        row.position = number * STEP
    Requirement.objects.bulk_update(rows, ["position"])
    record(staff, "requirement.moved", requirement)


def _last_position() -> int:
    last = Requirement.objects.order_by("-position").first()
    return last.position if last else 0


def _free_slug(requirement: Requirement) -> str:
    taken = set(
        Requirement.objects.filter(slug__startswith=requirement.kind).values_list("slug", flat=True)
    )
    number, slug = 1, str(requirement.kind)
    while slug in taken:
        number += 1
        slug = f"{requirement.kind}-{number}"
    return slug

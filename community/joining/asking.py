"""Staff change the checklist. What was accepted stays accepted; agreed terms keep their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.joining.checklist import is_registered
from community.joining.models import Answer
from community.joining.new_terms import follows_agreed_ones
from community.joining.requirements import Requirement
from community.joining.review_errors import AskedAlready
from community.people.models import User
from shop.jobs import enqueue

Kind = Requirement.Kind
STEP = 10
TELL = "community.joining.tasks.tell_of_terms"
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
    if TERMS_FIELDS & set(changed) and _is_news(requirement):
        enqueue(TELL, requirement_id=requirement.pk)
    verb = "requirement.added" if is_new else "requirement.changed"
    record(staff, verb, requirement, fields=sorted(changed))
    return requirement


def _is_news(requirement: Requirement) -> bool:
    if requirement.kind != Kind.TERMS or not requirement.is_active:
        return False
    return follows_agreed_ones(requirement.asked_of, but=requirement.pk)


def asks_the_same(kind: str, asked_of: Iterable[str], but: int | None = None) -> bool:
    """Whether another active requirement asks one of these for the account or the number too.

    An application has one place for each of them.
    """
    others = Requirement.objects.filter(is_active=True).exclude(pk=but or 0)
    for applicant in asked_of:
        if sort := _asks_for(kind, applicant):
            found = others.filter(asked_of__contains=[applicant])
            if any(_asks_for(one.kind, applicant) == sort for one in found):
                return True
    return False


def _asks_for(kind: str, applicant: str) -> str:
    """Return "account" or "number" where such a requirement asks this applicant for it."""
    if kind == Kind.ACCOUNT:
        return "account"
    asks = kind == Kind.REGISTRATION or (kind == Kind.IDENTITY and not is_registered(applicant))
    return "number" if asks else ""


@transaction.atomic
def switch(requirement: Requirement, staff: User, *, on: bool) -> None:
    """Ask for it from now on, or no longer. Nothing is lost: it can be switched on again.

    Raises AskedAlready where another asks the same people for the same number.
    """
    if on and asks_the_same(requirement.kind, requirement.asked_of, but=requirement.pk):
        raise AskedAlready
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

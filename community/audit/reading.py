"""Read acts, newest first: of a thing, of a seller, of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet

from community.audit.models import Act

PER_PAGE = 50
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class ActPage:
    acts: Sequence[Act]
    older: int | None  # ask for the acts before this one; None: there are no more


def acts_of_target(target: models.Model) -> QuerySet[Act]:
    return Act.objects.filter(target_type=target._meta.label_lower, target_id=target.pk)


def acts_of_seller(seller_id: int) -> QuerySet[Act]:
    """Return what was done at a seller's desk, by whoever it was."""
    return Act.objects.filter(seller_id=seller_id)


def acts_of_person(user_id: int) -> QuerySet[Act]:
    """Return what a person did, and what others did for that person."""
    return acts_of_people([user_id])


def acts_of_people(user_ids: Sequence[int]) -> QuerySet[Act]:
    return Act.objects.filter(Q(actor__in=user_ids) | Q(owner__in=user_ids))


def acts_while_helping(owner_id: int) -> QuerySet[Act]:
    """Return what helpers did for an owner: what the owner is shown."""
    return Act.objects.filter(owner=owner_id).exclude(actor=owner_id)


def acts_named(found: QuerySet[Act], target: str) -> QuerySet[Act]:
    """Narrow to "joining.application:12", or to every "joining.application"."""
    name, _colon, number = target.partition(":")
    found = found.filter(target_type=name.strip().lower())
    if not number:
        return found
    is_id = number.isascii() and number.isdigit() and int(number) <= LARGEST_ID
    return found.filter(target_id=int(number)) if is_id else found.none()


def read_page(found: QuerySet[Act], before: str = "") -> ActPage:
    """Return the newest acts, or those before an act's id; the log is never counted."""
    if before.isascii() and before.isdigit() and int(before) <= LARGEST_ID:
        found = found.filter(pk__lt=int(before))
    acts = list(found.order_by("-pk")[: PER_PAGE + 1])
    shown = acts[:PER_PAGE]
    return ActPage(shown, shown[-1].pk if len(acts) > PER_PAGE else None)

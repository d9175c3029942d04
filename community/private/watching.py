"""Write down who looked at a paper: all but the one whose it is."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from community.audit.models import Act
from community.audit.recording import record
from community.people.models import User
from community.private.models import Paper

OPENED = "paper.opened"
SAVED = "paper.saved"
# Each picture of a page is a request: those of one look are one line.
ONE_LOOK = timedelta(minutes=1)


def write_down_look(request: HttpRequest, paper: Paper, *, kept: bool) -> None:
    """Record a look at the pages, or that the kept file was saved."""
    user = cast("User", request.user)  # a stranger found no paper
    if user.pk == paper.owner_id:
        return
    with transaction.atomic():
        # A browser asks for several pictures at once: the second waits for the first one's line.
        Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
        if kept or not _is_looking(user, paper):
            owner = paper.owner if user.pk == paper.brought_by_id else None
            record(user, SAVED if kept else OPENED, paper, owner=owner)


def _is_looking(user: User, paper: Paper) -> bool:
    return Act.objects.filter(
        target_type=Paper._meta.label_lower,
        target_id=paper.pk,
        actor=user,
        verb=OPENED,
        at__gte=timezone.now() - ONE_LOOK,
    ).exists()

"""Keep what is told, step by step: what is right is saved though another field is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from community.joining.access import EDITABLE
from community.joining.checklist import SETTLED, Kind, answers_for, is_complete
from community.joining.errors import NotOpen
from community.joining.models import Answer, Application

State = Answer.State


@contextmanager
def writing(application: Application) -> Iterator[Application]:
    """Hold the application, as it is now, while a step of it is saved. Raises NotOpen."""
    with transaction.atomic():
        held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        if held.state not in EDITABLE:
            raise NotOpen
        yield held


def note(application: Application, answer: Answer, *, changed: bool) -> None:
    """Say of an answer what it is now: given, or still to do.

    One that staff returned stays so until something of it has changed.
    """
    if answer.state in SETTLED and not changed:
        return
    if answer.state == State.RETURNED and not changed:
        return
    answer.state = State.GIVEN if is_complete(application, answer) else State.MISSING
    answer.given_at = timezone.now() if answer.state == State.GIVEN else None
    answer.save(update_fields=["state", "given_at", "text", "terms_version"])


def note_profile(application: Application, *, changed: bool) -> None:
    for answer in answers_for(application):
        if answer.requirement.kind == Kind.PROFILE:
            note(application, answer, changed=changed)

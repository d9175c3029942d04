"""Staff keep the list of words; every change is written down."""

from __future__ import annotations

from django.db import transaction

from community.audit.recording import record
from community.people.models import User
from shop.moderation.models import Word


@transaction.atomic
def keep(word: Word, staff: User) -> None:
    """Save a word, new or changed, with who did it."""
    verb = "word.changed" if word.pk else "word.added"
    word.changed_by = staff
    word.save()
    record(staff, verb, word, word=word.text, effect=word.effect, topic=word.topic)


@transaction.atomic
def remove(word: Word, staff: User) -> None:
    record(staff, "word.removed", word, word=word.text, effect=word.effect, topic=word.topic)
    word.delete()

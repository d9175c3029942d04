"""A paper that came with a form that was wrong elsewhere: it need not be chosen again."""

from __future__ import annotations

from django.core import signing

from community.people.models import User
from community.private.models import Paper

SALT = "talat.kept-paper"
SECONDS = 24 * 3600


def sealed(paper: Paper) -> str:
    """Return the paper for a hidden field: nobody can name one that is not theirs."""
    return signing.dumps([paper.brought_by_id, paper.pk], salt=SALT)


def unsealed(text: str, user: User) -> Paper | None:
    try:
        brought_by, pk = signing.loads(text, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return Paper.objects.filter(pk=pk, brought_by=user).first() if brought_by == user.pk else None

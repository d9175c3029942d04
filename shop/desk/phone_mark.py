"""Under which mark a person's things lie on a telephone that several may use."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from community.people.models import User

SALT = "talat.phone"


def mark_of(user: User) -> str:
    """Return 24 hexadecimal digits: the same for a person always, and no number of theirs."""
    return salted_hmac(SALT, str(user.pk), algorithm="sha256").hexdigest()[:24]

"""When an owner last changed the number or the address that we warn and ask by."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from community.audit.models import Act
from community.people.models import User

# Written by community.people when the change is made.
CHANGES = ("person.phone_changed", "person.email_changed")


def changed_contact_at(user: User) -> datetime | None:
    """Return when the number or address of an account last changed, None for never."""
    acts = Act.objects.filter(target_type="people.user", target_id=user.pk, verb__in=CHANGES)
    latest: datetime | None = acts.aggregate(latest=Max("at"))["latest"]
    return latest

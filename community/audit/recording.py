"""Write down an act, in the transaction of the act itself."""

from __future__ import annotations

from typing import Any

from django.db import models

from community.audit.models import Act
from community.people.models import User


def record(
    actor: User | None,
    verb: str,
    target: models.Model,
    *,
    owner: User | None = None,
    seller_id: int | None = None,
    **details: Any,
) -> Act:
    """Record what `actor` did to a saved row; `owner` is whom a helper did it for.

    `details` is what JSON can hold, and never a secret, a national id or an account number.
    """
    return Act.objects.create(
        actor=actor,
        actor_name=actor.get_full_name() if actor else "",
        owner=owner,
        owner_name=owner.get_full_name() if owner else "",
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        seller_id=seller_id,
        details=details,
    )

"""The only ways to an upload: one's own, or a 404."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.shortcuts import get_object_or_404

from community.people.models import User
from shop.uploads.models import Upload


def get_own_upload(user: User, key: UUID) -> Upload:
    return get_object_or_404(Upload, user=user, key=key)


def own_photo_keys(user: User, keys: Sequence[UUID]) -> dict[UUID, str]:
    """Return the kept originals of those uploads that are this person's and whole."""
    kept = Upload.objects.filter(user=user, key__in=keys, state=Upload.State.KEPT)
    return dict(kept.values_list("key", "photo_key"))

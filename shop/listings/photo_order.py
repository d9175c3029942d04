"""Which photos a listing has, and in what order: the first one stands in lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from community.people.models import User
from shop.listings.changing import count_up, seen, written
from shop.listings.models import Listing
from shop.listings.photos import add_kept_photo

State = Listing.State


class LastPhoto(Exception):
    """What is on sale keeps at least one photo."""


@transaction.atomic
def change_photos(
    listing: Listing, keys: Sequence[str], by: User, *, owner: User | None = None
) -> bool:
    """Leave these photos, in this order; originals that were kept become photos.

    Return False where staff look at it first: then nothing changes yet. Locks the listing.
    Raises LastPhoto.
    """
    from shop.moderation import gate  # it stands on listings

    now = seen(listing, None)
    wanted = list(dict.fromkeys(keys))
    if not wanted and now.state == State.PUBLISHED:
        raise LastPhoto(str(listing.pk))
    if not gate.may_change(now, {"photos": wanted}, by, owner=owner):
        return False
    _write(now, wanted)
    count_up(now)
    written(now, by, "listing.changed", owner, fields=["photos"])
    return True


def _write(listing: Listing, keys: list[str]) -> None:
    listing.photos.exclude(key__in=keys).delete()
    there = {photo.key: photo for photo in listing.photos.all()}
    for position, key in enumerate(keys):
        photo = there.get(key) or add_kept_photo(listing, key)
        if photo.position != position:
            photo.position = position
            photo.save(update_fields=["position"])

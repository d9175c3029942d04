"""Take a photo in parts: each part says where it belongs, and what is there is never asked twice.

A telephone begins an upload under a name of its own, asks how much is here, and sends on from
there. Parts that come twice, or out of turn, change nothing.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from community.people.models import User
from shop.listings import drawing
from shop.listings.photos import keep_original
from shop.uploads import files
from shop.uploads.models import Upload

MOST_BYTES = drawing.MOST_BYTES
PART_BYTES = 256 * 1024  # a telephone sends half of it at a time
# Of one person's uploads that have begun and not ended: what they may fill of our disk.
MOST_OPEN = 30
MOST_OPEN_BYTES = 100 * 1024 * 1024

State = Upload.State


class UploadError(Exception):
    """What cannot be taken in."""


class WrongSize(UploadError):
    """The photo is empty, or larger than MOST_BYTES."""


class TooManyOpen(UploadError):
    """This person has begun more than may lie about unfinished."""


class WrongOffset(UploadError):
    """The part does not begin where the last one ended; carries how much is here."""

    def __init__(self, received: int) -> None:
        super().__init__(f"{received} bytes are here")
        self.received = received


@transaction.atomic
def begin(user: User, key: UUID, size: int) -> Upload:
    """Return the person's upload of that name, begun now or before. Raises UploadError.

    Locks the person, so that two at once do not both find room.
    """
    if not 0 < size <= MOST_BYTES:
        raise WrongSize(str(size))
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    found = Upload.objects.filter(user=user, key=key).first()
    if found:
        return found
    _find_room(user, size)
    return Upload.objects.create(user=user, key=key, size=size)


def _find_room(user: User, size: int) -> None:
    begun = Upload.objects.filter(user=user, state=State.COMING)
    lying = begun.aggregate(total=Sum("size"))["total"] or 0
    if begun.count() >= MOST_OPEN or lying + size > MOST_OPEN_BYTES:
        raise TooManyOpen(str(user.pk))


@transaction.atomic
def receive(pk: int, offset: int, part: bytes) -> Upload:
    """Write a part behind what is here; return the upload. Locks it. Raises WrongOffset, WrongSize.

    The file is written before the row says so: after a crash the same part is taken again.
    """
    upload = Upload.objects.select_for_update().get(pk=pk)
    if upload.state != State.COMING or offset != upload.received:
        raise WrongOffset(upload.received)
    if len(part) > PART_BYTES or offset + len(part) > upload.size:
        raise WrongSize(str(offset + len(part)))
    if part:
        files.write_part(upload, offset, part)
        upload.received += len(part)
        upload.save(update_fields=["received", "changed_at"])
    return upload


def look_at(upload: Upload) -> Upload:
    """Keep a whole upload's picture without its metadata, or refuse it. Raises Busy.

    Twice at once comes to the same: equal pictures are kept once.
    """
    if upload.state == State.COMING and upload.is_whole:
        try:
            _end(upload, State.KEPT, keep_original(files.read_whole(upload)))
        except (drawing.BrokenPicture, FileNotFoundError):
            _end(upload, State.REFUSED, "")
    return upload


def _end(upload: Upload, state: State, photo_key: str) -> None:
    coming = Upload.objects.filter(pk=upload.pk, state=State.COMING)
    if coming.update(state=state, photo_key=photo_key):
        upload.state, upload.photo_key = state, photo_key
        files.forget(upload)
    else:  # somebody else's look was faster
        upload.refresh_from_db()

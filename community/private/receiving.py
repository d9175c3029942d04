"""Take a paper in: look at what the file is, draw it, seal it, write it down."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from community.people.models import User
from community.private.models import Paper


class Unacceptable(ValidationError):
    """A file that cannot be taken; its message says what to do, to the one who sent it."""


def receive_paper(upload: UploadedFile, *, owner: User, brought_by: User) -> Paper:
    """Keep a file and return its paper. Raises Unacceptable."""
    raise NotImplementedError

"""Remove what nobody came back for: unfinished files, old rows, originals without a listing."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from shop.listings.models import Photo
from shop.uploads import files
from shop.uploads.models import Upload

log = logging.getLogger("talat.uploads")
COMING_FOR = timedelta(days=3)
# A listing that waits on a telephone without a line finds its photos here for so long.
KEPT_FOR = timedelta(days=30)
AT_ONCE = 1000


def sweep() -> int:
    """Return how many uploads, files and originals went."""
    gone = _sweep_uploads() + _sweep_files() + _sweep_originals()
    if gone:
        log.info("%s uploads and originals are gone", gone)
    return gone


def _sweep_uploads() -> int:
    now = timezone.now()
    coming = Upload.objects.filter(state=Upload.State.COMING, changed_at__lt=now - COMING_FOR)
    ended = Upload.objects.exclude(state=Upload.State.COMING)
    old = list(coming[:AT_ONCE]) + list(ended.filter(created_at__lt=now - KEPT_FOR)[:AT_ONCE])
    for upload in old:
        upload_row = Upload.objects.filter(pk=upload.pk, changed_at=upload.changed_at)
        if upload_row.delete()[0]:
            files.forget(upload)
    return len(old)


def _sweep_files() -> int:
    """Remove files whose row is gone: a crash between the two leaves one."""
    found = [path for path in files.unfinished() if _is_old(path, COMING_FOR)]
    known = set(Upload.objects.filter(pk__in=[path.name for path in found]).values_list("pk"))
    loose = [path for path in found if (int(path.name),) not in known]
    for path in loose:
        path.unlink(missing_ok=True)
    return len(loose)


def _sweep_originals() -> int:
    """Remove originals that no listing and no upload names; `keep_original` renews their age."""
    folder = Path(settings.MEDIA_ROOT, "originals")
    old = [path for path in folder.iterdir() if _is_old(path, KEPT_FOR)] if folder.exists() else []
    swept = 0
    for start in range(0, len(old), AT_ONCE):
        swept += _sweep_loose(old[start : start + AT_ONCE])
    return swept


def _sweep_loose(old: list[Path]) -> int:
    names = [path.name for path in old]
    named = set(Photo.objects.filter(key__in=names).values_list("key", flat=True))
    named |= set(Upload.objects.filter(photo_key__in=names).values_list("photo_key", flat=True))
    loose = [path for path in old if path.name not in named]
    for path in loose:
        path.unlink(missing_ok=True)
    return len(loose)


def _is_old(path: Path, age: timedelta) -> bool:
    return path.stat().st_mtime < time.time() - age.total_seconds()

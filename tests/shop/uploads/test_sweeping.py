"""What nobody came back for goes; what a listing shows stays."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.photos import add_kept_photo, keep_original
from shop.uploads import files
from shop.uploads.models import Upload
from shop.uploads.receiving import begin, receive
from shop.uploads.sweeping import sweep
from tests.cast import make_listing
from tests.shop.listings.pictures import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def aged(path: Path, days: int) -> None:
    then = time.time() - days * 24 * 3600
    os.utime(path, (then, then))


@pytest.mark.parametrize(("days", "left"), [(2, 1), (4, 0)])
def test_an_upload_that_stopped_waits_three_days(mali: User, days: int, left: int) -> None:
    upload = begin(mali, UUID(int=1), 100)
    receive(upload.pk, 0, b"a")
    Upload.objects.update(changed_at=timezone.now() - timedelta(days=days))

    sweep()

    assert Upload.objects.count() == left
    assert len(list(files.unfinished())) == left


def test_a_file_without_a_row_goes(mali: User) -> None:
    upload = begin(mali, UUID(int=1), 100)
    receive(upload.pk, 0, b"a")
    aged(files.file_of(upload), 4)
    Upload.objects.all().delete()

    sweep()

    assert list(files.unfinished()) == []


def test_an_original_goes_unless_a_listing_shows_it(malis_shop: Seller, media: Path) -> None:
    shown, loose, young = (
        keep_original(picture_file(colour=one)) for one in ("red", "tan", "navy")
    )
    add_kept_photo(make_listing(malis_shop), shown)
    aged(media / "originals" / shown, 31)
    aged(media / "originals" / loose, 31)

    sweep()

    assert {path.name for path in (media / "originals").iterdir()} == {shown, young}

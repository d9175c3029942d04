from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from community.sellers.models import Seller
from shop.listings import drawing, photos
from shop.listings.models import Photo
from tests.cast import make_listing
from tests.shop.listings.pictures import cut_out_file, picture_file

TONE = "#f3e3ea"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_photo_waits_for_the_worker(malis_shop: Seller, media: Path) -> None:
    listing = make_listing(malis_shop)

    photo = photos.add_photo(listing, cut_out_file(), TONE, alt_th="ผ้า")

    assert photo.state == Photo.State.WAITING
    assert photo.image is None
    assert (media / "originals" / photo.key).read_bytes() == cut_out_file()
    job = ProcrastinateJob.objects.get(task_name="shop.listings.tasks.draw_photo")
    assert job.args == {"photo_id": photo.pk}


def test_photos_stand_in_the_order_they_came(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)

    photos.add_photo(listing, cut_out_file(), TONE)
    photos.add_photo(listing, picture_file())

    assert [photo.position for photo in listing.photos.all()] == [0, 1]


def test_a_broken_file_is_refused_when_it_comes(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)

    with pytest.raises(drawing.BrokenPicture):
        photos.add_photo(listing, b"not a picture")

    assert not Photo.objects.exists()


def test_every_size_is_drawn_in_three_formats(malis_shop: Seller, media: Path) -> None:
    photo = photos.add_photo(make_listing(malis_shop), cut_out_file(), TONE)

    photos.draw_sizes(photo)

    photo.refresh_from_db()
    assert (photo.state, photo.widths) == (Photo.State.READY, [160, 320, 640])
    drawn = {path.name for path in (media / "photos" / photo.key).iterdir()}
    assert drawn == {f"{w}.{e}" for w in (160, 320, 640) for e in ("avif", "webp", "jpg")}


def test_equal_pictures_are_drawn_once_and_ready_together(
    malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = photos.add_photo(make_listing(malis_shop, sku="A"), cut_out_file(), TONE)
    second = photos.add_photo(make_listing(malis_shop, sku="B"), cut_out_file(), TONE)

    photos.draw_sizes(first)
    monkeypatch.setattr(drawing, "square", None)  # drawing once more would be an error
    photos.draw_sizes(second)

    assert first.key == second.key
    assert set(Photo.objects.values_list("state", flat=True)) == {Photo.State.READY}
    assert ProcrastinateJob.objects.filter(args__photo_id__isnull=False).count() == 1


def test_another_ground_is_another_picture() -> None:
    data = cut_out_file()

    assert photos.key_of(data, "#f3e3ea") != photos.key_of(data, "#e1ecf2")
    assert photos.key_of(data, "#f3e3ea") == photos.key_of(data, "#F3E3EA")


@pytest.mark.parametrize("left", [b"damaged on the disk", None], ids=["damaged", "lost"])
def test_an_original_that_cannot_be_read_fails_for_good(
    malis_shop: Seller, media: Path, left: bytes | None
) -> None:
    photo = photos.add_photo(make_listing(malis_shop), cut_out_file(), TONE)
    original = media / "originals" / photo.key
    original.unlink() if left is None else original.write_bytes(left)

    photos.draw_sizes(photo)

    photo.refresh_from_db()
    assert photo.state == Photo.State.FAILED
    assert photo.image is None


def test_a_full_disk_is_tried_again_later(
    malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = photos.add_photo(make_listing(malis_shop), cut_out_file(), TONE)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drawing, "write_whole", full)
    with pytest.raises(OSError, match="No space left"):
        photos.draw_sizes(photo)

    photo.refresh_from_db()
    assert photo.state == Photo.State.WAITING

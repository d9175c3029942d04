"""From a telephone's photo to all its sizes in three formats: seconds of one core, in the worker.

Twelve megapixels with the grain of a real photo; what is measured is all the processor time
that our process and its children spend: keeping the original, and what the worker draws.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from statistics import median

from django.conf import settings
from PIL import Image, ImageFilter

from shop.listings import photos
from shop.listings.models import Photo
from tests.bench.figures import Figure
from tests.cast import make_listing, make_seller

SIZE = (4032, 3024)
ROUNDS = 5
MOST_SECONDS = 2.0


def measure(rounds: int) -> Iterator[Figure]:
    listing = make_listing(make_seller("bench"))
    with tempfile.TemporaryDirectory(prefix="talat-photos-") as folder:
        settings.MEDIA_ROOT = folder
        kept, drawn = [], []
        for number in range(min(rounds, ROUNDS)):
            data = telephone_photo(number)
            kept.append(seconds_of(lambda data=data: photos.keep_original(data)))  # type: ignore[misc]
            photo = photos.add_kept_photo(listing, photos.key_of(data, ""))
            drawn.append(seconds_of(lambda photo=photo: photos.draw_sizes(photo)))  # type: ignore[misc]
        print(f"kept {kept} drawn {drawn}; {len(data) / 1e6:.1f} MB", file=sys.stderr)
        assert not Photo.objects.exclude(state=Photo.State.READY).exists()
    whole = median(map(sum, zip(kept, drawn, strict=True)))
    yield figure("a 12-megapixel photo to all its sizes", whole, MOST_SECONDS)
    yield figure("of it in the request: looked at and kept", median(kept), MOST_SECONDS / 2)


def figure(name: str, seconds: float, most: float) -> Figure:
    return Figure(name, f"{seconds:.2f} s", f"at most {most:g} s of one core", seconds <= most)


def telephone_photo(number: int) -> bytes:
    """Return a JPEG of some megabytes: soft shapes under fine grain."""
    small = Image.effect_noise((63, 47), 90 + number)
    shapes = small.resize(SIZE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(8))
    grain = Image.effect_noise(SIZE, 24)
    picture = Image.merge("RGB", (shapes, Image.blend(shapes, grain, 0.3), grain))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def seconds_of(act: Callable[[], object]) -> float:
    """Return the processor time that it takes, its children's too."""
    before = os.times()
    act()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])

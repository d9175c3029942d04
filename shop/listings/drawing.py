"""Draw a picture into square sizes and three formats, whoever made the file.

What was uploaded is never served: every picture is decoded and written anew, which leaves
behind its metadata (a phone writes where it stood) and whatever else was in the file.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageColor, ImageOps

from community.private import limits, looking

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = limits.MOST_PIXELS
FORMATS_READ = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
WIDTHS = (160, 320, 640, 1280)
MOST_ENLARGED = 2  # never more pixels than this for one of the source's
CUT_OUT_SHARE = 0.72  # of the square's side; the rest is ground
GROUND = "#f0e9e1"
SETTINGS: dict[str, dict[str, object]] = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 2},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}


class BrokenPicture(Exception):
    """The file cannot be shown: not a picture, damaged, or too large. Says why in English."""


class Busy(Exception):
    """Too many pictures are being opened just now; the same one may be taken in a minute."""


def read_picture(data: bytes) -> Image.Image:
    """Return the picture, upright, in sRGB, as RGB or RGBA, no larger than what is drawn needs.

    A process of its own decodes it; what comes back are pixels. Raises BrokenPicture, Busy.
    """
    seen = _seen(data, pixels=True)
    return Image.frombytes(seen.mode, seen.size, seen.data)


def check_picture(data: bytes) -> None:
    """Do nothing for a picture that can be drawn. Raises BrokenPicture, Busy."""
    _seen(data, pixels=False)


def _seen(data: bytes, *, pixels: bool) -> looking.Pixels:
    if len(data) > MOST_BYTES:
        raise BrokenPicture(f"{len(data)} bytes")
    try:
        return looking.decode(data, reach=WIDTHS[-1], pixels=pixels)
    except looking.NotDrawn as refusal:
        if refusal.reason == "busy":
            raise Busy from None
        raise BrokenPicture(refusal.reason) from None


def widths_for(picture: Image.Image) -> list[int]:
    """Return the widths worth drawing, smallest first; at least one."""
    side = max(picture.size) / CUT_OUT_SHARE if is_cut_out(picture) else min(picture.size)
    return [w for w in WIDTHS if w <= side * MOST_ENLARGED] or [WIDTHS[0]]


def is_cut_out(picture: Image.Image) -> bool:
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255)


def square(picture: Image.Image, width: int, tone: str = "") -> Image.Image:
    """Return an RGB square: a cut-out on its ground, a photograph cut to its middle."""
    if not is_cut_out(picture):
        size = (width, width)
        return ImageOps.fit(picture.convert("RGB"), size, Image.Resampling.LANCZOS)
    thing = picture.crop(_box(picture))
    room = round(width * CUT_OUT_SHARE)
    thing = ImageOps.contain(thing, (room, room), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", (width, width), ImageColor.getrgb(tone or GROUND))
    ground.paste(thing, ((width - thing.width) // 2, (width - thing.height) // 2), thing)
    return ground


def _box(picture: Image.Image) -> tuple[int, int, int, int]:
    return picture.getchannel("A").getbbox() or (0, 0, *picture.size)


def encoded(drawn: Image.Image) -> Iterator[tuple[str, bytes]]:
    """Yield each extension with the file's bytes, without any metadata."""
    for extension, options in SETTINGS.items():
        file = io.BytesIO()
        drawn.save(file, **options)  # type: ignore[arg-type]
        yield extension, file.getvalue()


def drawn_anew(picture: Image.Image) -> bytes:
    """Return the bytes of an original to keep: the pixels alone, transparent where they are."""
    file = io.BytesIO()
    if is_cut_out(picture):
        picture.save(file, "WEBP", lossless=True, method=1)
    else:
        picture.convert("RGB").save(file, "JPEG", quality=92)
    return file.getvalue()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or nothing, also when we are killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)

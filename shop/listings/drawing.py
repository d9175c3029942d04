"""Draw a picture into square sizes and three formats, whoever made the file.

What was uploaded is never served: every picture is decoded and written anew, which leaves
behind its metadata (a phone writes where it stood) and whatever else was in the file.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageColor, ImageOps

register_heif_opener()  # what an iPhone takes

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
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


def read_picture(data: bytes) -> Image.Image:
    """Return the decoded picture, upright, in sRGB, as RGB or RGBA. Raises BrokenPicture."""
    if len(data) > MOST_BYTES:
        raise BrokenPicture(f"{len(data)} bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(data)
    except BrokenPicture:
        raise
    # Pillow's decoders raise what they please on damaged input.
    except Exception as error:
        raise BrokenPicture(f"{type(error).__name__}: {error}") from error


def _decode(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=FORMATS_READ)
    width, height = picture.size
    if width * height > MOST_PIXELS or min(width, height) < 1:
        raise BrokenPicture(f"{width} x {height} pixels")
    # A JPEG can be decoded at a fraction of its size, which is all that is drawn of it.
    picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    profile = upright.info.get("icc_profile")
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    return _in_srgb(plain, profile) if profile else plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile nobody can read: take the colours as they are
    return converted or picture


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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or nothing, also when we are killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)

"""Picture files made on the spot."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def picture_file(
    size: tuple[int, int] = (600, 400),
    colour: Any = (200, 30, 30),
    mode: str = "RGB",
    kind: str = "PNG",
    **options: Any,
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def cut_out_file(side: int = 256) -> bytes:
    """Return a red square of half the side in the middle of nothing."""
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    quarter = side // 4
    picture.paste((200, 30, 30, 255), (quarter, quarter, 3 * quarter, 3 * quarter))
    file = io.BytesIO()
    picture.save(file, "WEBP", lossless=True)
    return file.getvalue()


def opened(path: Any) -> Image.Image:
    picture = Image.open(path)
    picture.load()
    return picture

"""Draw a QR code: as one SVG path for the page, as a PNG for the bank's app to open."""

from __future__ import annotations

import io
from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


@dataclass(frozen=True)
class Drawing:
    size: int  # modules, quiet zone included
    path: str


def _matrix(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def draw(text: str) -> Drawing:
    matrix = _matrix(text)
    dark = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return Drawing(len(matrix), "".join(dark))


def png(text: str, module_px: int = 10) -> bytes:
    from PIL import Image

    matrix = _matrix(text)
    size = len(matrix)
    picture = Image.new("1", (size, size), 1)
    picture.putdata([0 if is_dark else 1 for row in matrix for is_dark in row])
    file = io.BytesIO()
    picture.resize((size * module_px, size * module_px)).save(file, "PNG")
    return file.getvalue()

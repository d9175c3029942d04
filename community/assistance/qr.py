"""A QR code as the path of an inline SVG: no picture to fetch, nothing to trust as markup."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode

QUIET = 4  # modules of white around, as the standard asks


@dataclass(frozen=True)
class Drawn:
    size: int  # of the view box, in modules
    path: str


def draw(text: str) -> Drawn:
    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    dark = ((x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Drawn(len(rows), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))

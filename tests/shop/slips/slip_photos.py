"""Photos of slips as telephones send them, drawn for the tests."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from shop.payments.qr import png
from shop.slips.mini_qr import write


def slip_photo(*codes: str, size: tuple[int, int] = (720, 1280), turned: int = 0) -> bytes:
    """Return a JPEG of a slip with these texts as its QR codes, at its foot."""
    picture = Image.new("RGB", size, "#f2f6f4")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 60, size[0] - 40, 200), fill="#1f8a4c")
    pen.text((60, 260), "420.00", fill="black")
    for position, text in enumerate(codes):
        code = Image.open(io.BytesIO(png(text, module_px=4)))
        picture.paste(code.convert("RGB"), (40 + 300 * position, size[1] - code.height - 60))
    file = io.BytesIO()
    picture.rotate(turned, expand=True, fillcolor="white").save(file, "JPEG", quality=80)
    return file.getvalue()


def slip_of(bank: str = "004", reference: str = "016326091512ABC00001", **how: int) -> bytes:
    return slip_photo(write(bank, reference), turned=how.get("turned", 0))


def uploaded(data: bytes, name: str = "slip.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")

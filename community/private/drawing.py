"""Open one stranger's file and draw its pages anew: a program of its own, run by looking.py.

It runs alone, without our settings, keys, modules or environment, under limits that it cannot
raise again. It reads the file from its input and writes one line of JSON and, after it, JPEGs:
each page large, then small. Of a picture for everybody (an order with "reach") it writes the
pixels themselves, so that nobody has to decode anything after it, or nothing where that is not
asked. {"refused": reason} stands for a file that is not drawn.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any

# What makes a PDF more than paper. pdfium writes every name out plainly, each in its place.
ACTIVE = re.compile(
    rb"/(?:JS|JavaScript|Launch|EmbeddedFiles?|XFA|RichMedia|SubmitForm|ImportData|GoToE|GoToR"
    rb"|Movie|Sound|3D)(?![A-Za-z0-9])"
)
STREAM = re.compile(rb"stream\r\n.*?endstream", re.DOTALL)
FONT_FILES = 64  # a PDF may need a typeface of the machine's


class Refused(Exception):
    """Says in one word why."""


def main() -> None:
    order = json.loads(sys.argv[1])
    data = sys.stdin.buffer.read()
    pages: list[list[bytes]] = []
    answer: dict[str, object] = {}
    try:
        if "reach" in order:
            pages = _guarded(_pixels, data, order, answer)
        else:
            pages = _guarded(_draw, data, order)
            answer["sizes"] = [[len(one) for one in page] for page in pages]
    except Refused as refusal:
        pages, answer = [], {"refused": str(refusal)}
    out = sys.stdout.buffer
    out.write(json.dumps(answer).encode() + b"\n")
    out.writelines(one for page in pages for one in page)


def _draw(data: bytes, order: dict[str, Any]) -> Iterator[list[bytes]]:
    """Yield the JPEGs of each page, large and small."""
    return (_draw_pdf if order["format"] == "PDF" else _draw_picture)(data, order)


def _guarded(draw: Callable[..., Iterator[list[bytes]]], *given: Any) -> list[list[bytes]]:
    """Return what it draws. Raises Refused, and nothing else."""
    try:
        return list(draw(*given))
    except Refused:
        raise
    except MemoryError:
        raise Refused("heavy") from None
    # Decoders raise what they please on damaged input.
    except Exception:  # noqa: BLE001
        raise Refused("broken") from None


def _draw_picture(data: bytes, order: dict[str, Any]) -> Iterator[list[bytes]]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours is below: Pillow's own warns first
    _load_decoders()
    _confine(order, files=0)
    side = order["sides"][0]
    picture = _loaded(Image, data, order, side)
    shrinks_well = picture.mode in {"RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"}
    picture = picture if shrinks_well else _plain(picture)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2)
    yield _jpegs(_plain(ImageOps.exif_transpose(picture)), order)


def _loaded(image: Any, data: bytes, order: dict[str, Any], side: int) -> Any:
    picture = image.open(io.BytesIO(data), formats=[order["format"]])
    width, height = picture.size
    if width * height > order["most_pixels"]:
        raise Refused("pixels")
    picture.draft("RGB", (side, side))  # a JPEG can be decoded at a fraction of its size
    picture.load()
    return picture


def _pixels(data: bytes, order: dict[str, Any], answer: dict[str, object]) -> Iterator[list[bytes]]:
    """Yield the pixels of a picture, upright, in sRGB, and say their shape."""
    from PIL import Image, ImageCms, ImageOps, _imagingcms

    del _imagingcms
    Image.MAX_IMAGE_PIXELS = None
    _load_decoders()
    _confine(order, files=0)
    picture = ImageOps.exif_transpose(_loaded(Image, data, order, order["reach"]))
    profile = picture.info.get("icc_profile")
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # Whole steps, and never below what is drawn of it.
    picture = picture.reduce(max(1, min(picture.size) // order["reach"]))
    picture = _in_srgb(ImageCms, picture, profile) if profile else picture
    answer |= {"mode": picture.mode, "size": picture.size}
    if order["pixels"]:
        yield [picture.tobytes()]


def _in_srgb(cms: Any, picture: Any, profile: bytes) -> Any:
    try:
        source = cms.ImageCmsProfile(io.BytesIO(profile))
        target = cms.createProfile("sRGB")
        converted = cms.profileToProfile(picture, source, target, outputMode=picture.mode)
    except (cms.PyCMSError, OSError):
        return picture  # a profile nobody can read: take the colours as they are
    return converted or picture


def _load_decoders() -> None:
    # After _confine nothing more can be opened, not even a module.
    import pi_heif
    from PIL import (
        AvifImagePlugin,
        Image,
        JpegImagePlugin,
        MpoImagePlugin,
        PngImagePlugin,
        WebPImagePlugin,
    )

    del AvifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin
    Image.preinit()
    pi_heif.register_heif_opener(thumbnails=False)


def _plain(picture: Any) -> Any:
    """Return an RGB picture of the same pixels; what is transparent becomes white paper."""
    from PIL import Image

    if picture.mode.startswith("I"):  # 16 bits of grey: Pillow would cut them off
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _draw_pdf(data: bytes, order: dict[str, Any]) -> Iterator[list[bytes]]:
    import pypdfium2
    from PIL import Image, JpegImagePlugin

    del JpegImagePlugin
    Image.preinit()
    _confine(order, files=FONT_FILES)
    document = _opened(pypdfium2, data)
    if not 1 <= len(document) <= order["most_pages"]:
        raise Refused("pages")
    if _is_active(document):
        raise Refused("active")
    for number in range(len(document)):
        yield _jpegs(_page(document[number], order["sides"][0]), order)


def _opened(pypdfium2: Any, data: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "assword" in str(error) else "broken") from None
    # With an empty password it opens, but readers ask for it to print or to copy.
    if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise Refused("locked")
    return document


def _is_active(document: Any) -> bool:
    copy = io.BytesIO()
    document.save(copy)
    return ACTIVE.search(STREAM.sub(b"", copy.getvalue())) is not None


def _page(page: Any, side: int) -> Any:
    width, height = page.get_size()
    if min(width, height) < 1:
        raise Refused("broken")
    scale = min(side / max(width, height), 4)  # a stamp is not drawn as a poster
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    page.close()
    return picture


def _jpegs(picture: Any, order: dict[str, Any]) -> list[bytes]:
    from PIL import Image

    drawn = []
    for side in order["sides"]:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        picture.info.clear()  # where it was taken, by whom, and whatever else
        picture.save(file, "JPEG", quality=82, optimize=True, exif=b"", comment=b"")
        drawn.append(file.getvalue())
    return drawn


def _confine(order: dict[str, Any], files: int) -> None:
    """Allow so much memory and time, no file to write, no connection to open."""
    memory = order["memory_mb"] * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


if __name__ == "__main__":
    main()

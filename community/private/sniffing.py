"""Tell what a file is by what is in it; its name and its sender's word count for nothing."""

from __future__ import annotations

import io
import re
import zipfile

# Brands of ISO media files that are still pictures in HEVC.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}
PDF_START = re.compile(rb"%PDF-[12]\.\d")
PDF_END = re.compile(rb"%%EOF[\s\x00]*\Z")
PAGE_OF_A_SITE = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?php)", re.IGNORECASE
)
HEAD_BYTES = 4096


def format_of(data: bytes) -> str:
    """Return JPEG, PNG, WEBP, HEIF or PDF; nothing for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return "HEIF"
    return "PDF" if _is_pdf_alone(data) else ""


def picture_format_of(data: bytes) -> str:
    """Return JPEG, PNG, WEBP, HEIF or AVIF; nothing for everything else."""
    if data[4:8] == b"ftyp" and data[8:12] in AVIF_BRANDS:
        return "AVIF"
    kind = format_of(data)
    return "" if kind == "PDF" else kind


def _is_pdf_alone(data: bytes) -> bool:
    """A PDF is kept as it came: nothing else may be read out of the same bytes."""
    return bool(
        PDF_START.match(data)
        and PDF_END.search(data, max(0, len(data) - 1024))
        and not PAGE_OF_A_SITE.search(data, 0, HEAD_BYTES)
        and not zipfile.is_zipfile(io.BytesIO(data))
    )

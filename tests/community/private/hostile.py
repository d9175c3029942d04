"""Files that want more than to be a picture of a paper: forty and more, made in code."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from functools import partial

from PIL import Image

from tests.community.private.files import HEIC, pdf, picture, written_pdf

HTML = b"<!doctype html><html><script>alert(document.domain)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
# The test pattern of virus scanners, in two parts so that none finds it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
JS = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def zipped(name: str = "a.txt", data: bytes = b"a") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../../etc/cron.d/x"))
    return file.getvalue()


def image(kind: str, mode: str = "RGB", size: tuple[int, int] = (30, 20)) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


def flood(kind: str = "PNG", side: int = 13_000) -> bytes:
    """Return 20 kB that unpack to 169 million pixels."""
    return image(kind, "1", (side, side))


def png_that_says(width: int, height: int) -> bytes:
    """Return a PNG whose header names a size that its data do not have."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def jpeg_that_says(width: int, height: int) -> bytes:
    data = bytearray(picture("JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), extra, data)


def hidden_in_object_stream() -> bytes:
    """Return a PDF whose program lies in a compressed object."""
    inner = b"4 0 " + JS
    packed = zlib.compress(inner)
    header = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>",
        None,
        stream(packed, header),
    ]
    body, rows = b"%PDF-1.7\n", [b"\0\0\0\xff\xff"]
    for number, part in enumerate(parts, start=1):
        if part is None:
            rows.append(b"\2" + struct.pack(">HH", 5, 0))
            continue
        rows.append(b"\1" + struct.pack(">HH", len(body), 0))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    start = len(body)
    rows.append(b"\1" + struct.pack(">HH", start, 0))
    rows[0] = b"\0" + struct.pack(">HH", 0, 65535)
    table = b"/Type/XRef/Size 7/W[1 2 2]/Root 1 0 R"
    body += b"6 0 obj\n%b\nendobj\n" % stream(b"".join(rows), table)
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def many_streams() -> bytes:
    """Return a small PDF whose page unpacks, filter in filter, to gigabytes."""
    data = b"0 0 m 1 1 l S\n" * 4_000_000
    for _ in range(2):
        data = zlib.compress(data, 9)
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>"
    return written_pdf(stream(data, filters)).replace(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>", page
    )


# What is refused, and the word for why.
REFUSED = {
    "nothing": (lambda: b"", "empty"),
    "one byte": (lambda: b"\xff", "type"),
    "text": (lambda: b"hello" * 100, "type"),
    "html": (lambda: HTML, "type"),
    "html after white space": (lambda: b"\n" * 2000 + HTML, "type"),
    "svg": (lambda: SVG, "type"),
    "svg with a prolog": (lambda: b'<?xml version="1.0"?>' + SVG, "type"),
    "svg, packed": (lambda: gzip.compress(SVG), "type"),
    "xml that asks for files": (
        lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "type",
    ),
    "zip": (zipped, "type"),
    "zip bomb": (partial(zipped, "a", b"\0" * 20_000_000), "type"),
    "zip with a path": (partial(zipped, "../../x"), "type"),
    "docx": (partial(zipped, "word/document.xml"), "type"),
    "jar": (partial(zipped, "META-INF/MANIFEST.MF"), "type"),
    "tar": (tarred, "type"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\0" * 9, "type"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" * 9, "type"),
    "exe": (lambda: b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0", "type"),
    "elf": (lambda: b"\x7fELF\2\1\1" + b"\0" * 60, "type"),
    "shell": (lambda: b"#!/bin/sh\nrm -rf /\n", "type"),
    "php": (lambda: b"<?php system($_GET['c']); ?>", "type"),
    "eicar": (lambda: EICAR, "type"),
    "eicar, zipped": (partial(zipped, "e.com", EICAR), "type"),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF\n(/etc/passwd) run\n", "type"),
    "imagemagick": (lambda: b'push graphic-context\nfill "url(|id)"\n', "type"),
    "ole": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "type"),
    "gif": (partial(image, "GIF", "P"), "type"),
    "gif that is javascript": (lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)", "type"),
    "bmp": (partial(image, "BMP"), "type"),
    "tiff": (partial(image, "TIFF"), "type"),
    "ico": (partial(image, "ICO", "RGBA"), "type"),
    "avif": (partial(image, "AVIF"), "type"),
    "film": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 100, "type"),
    "sound": (lambda: b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40, "type"),
    "only the first bytes of a jpeg": (lambda: b"\xff\xd8\xff", "broken"),
    "html behind the first bytes of a jpeg": (lambda: b"\xff\xd8\xff\xe0" + HTML, "broken"),
    "html behind the first bytes of a png": (lambda: b"\x89PNG\r\n\x1a\n" + HTML, "broken"),
    "half a jpeg": (lambda: picture("JPEG")[:900], "broken"),
    "half a png": (lambda: picture("PNG")[:200], "broken"),
    "half a webp": (lambda: picture("WEBP")[:100], "broken"),
    "half a heic": (lambda: HEIC[:-20], "broken"),
    "only the head of a heic": (lambda: HEIC[:40], "broken"),
    "170 megapixels in 20 kB": (flood, "pixels"),
    "41 megapixels": (partial(flood, "PNG", 6404), "pixels"),
    "webp flood": (lambda: picture("WEBP", (16000, 2600), lossless=True, method=0), "pixels"),
    "png that says four thousand million": (partial(png_that_says, 65000, 65000), "pixels"),
    "png that says a line": (partial(png_that_says, 2**31 - 1, 1), "pixels"),
    "png with less than it says": (partial(png_that_says, 6000, 6000), "broken"),
    "jpeg that says four thousand million": (partial(jpeg_that_says, 65000, 65000), "pixels"),
    "jpeg of no size": (partial(jpeg_that_says, 0, 0), "broken"),
    "one byte too many": (lambda: picture("JPEG").ljust(10 * 2**20 + 1, b"\0"), "large"),
    "pdf that is a zip": (lambda: b"%PDF-1.7\n" + zipped() + b"\n%%EOF\n", "type"),
    "pdf with a zip around its end": (
        lambda: pdf()[:-6] + zipped()[:-2] + b"\x06\0" + b"%%EOF\n",
        "type",
    ),
    "zip that calls itself a pdf": (partial(zipped, "%PDF-1.7"), "type"),
    "pdf behind a page": (lambda: HTML + pdf(), "type"),
    "page in a pdf": (lambda: b"%PDF-1.7\n" + HTML + pdf()[9:], "type"),
    "pdf before a page": (lambda: pdf() + HTML, "type"),
    "only the first line of a pdf": (lambda: b"%PDF-1.7\n%%EOF\n", "broken"),
    "pdf of nonsense": (lambda: b"%PDF-1.7\n" + b"\xfe" * 900 + b"\n%%EOF\n", "broken"),
    "half a pdf": (lambda: pdf(3)[:300], "type"),
    "pdf without pages": (
        lambda: written_pdf().replace(b"[3 0 R]/Count 1", b"[]/Count 0 "),
        "broken",
    ),
    "pdf of eleven pages": (partial(pdf, 11), "pages"),
    "pdf that counts to a million": (
        lambda: written_pdf().replace(b"/Count 1", b"/Count 1000000"),
        "pages",
    ),
    "pdf that runs javascript": (
        partial(written_pdf, JS, catalogue=b"/OpenAction 4 0 R"),
        "active",
    ),
    "pdf with javascript, spelled oddly": (
        partial(
            written_pdf,
            b"<</S/J#61vaScript/J#53(app.alert\\(1\\))>>",
            catalogue=b"/OpenAction 4 0 R",
        ),
        "active",
    ),
    "pdf with javascript, packed": (hidden_in_object_stream, "active"),
    "pdf with javascript by a name": (
        partial(written_pdf, JS, catalogue=b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>"),
        "active",
    ),
    "pdf that starts a program": (
        partial(written_pdf, b"<</S/Launch/F(calc.exe)>>", catalogue=b"/OpenAction 4 0 R"),
        "active",
    ),
    "pdf with a file in it": (
        partial(
            written_pdf,
            b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>",
            stream(b"MZ", b"/Type/EmbeddedFile"),
            catalogue=b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>",
        ),
        "active",
    ),
    "pdf with a form of xml": (
        partial(written_pdf, stream(b"<xdp/>"), catalogue=b"/AcroForm<</XFA 4 0 R/Fields[]>>"),
        "active",
    ),
    "pdf that sends a form": (
        partial(written_pdf, b"<</S/SubmitForm/F(http://x)>>", catalogue=b"/OpenAction 4 0 R"),
        "active",
    ),
    "pdf with a password": (
        partial(
            written_pdf,
            b"<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>",
            trailer=b"/Encrypt 4 0 R/ID[(1234567890123456)(1234567890123456)]",
        ),
        "locked",
    ),
}
# What is a picture and something else: only the picture is left.
DRAWN_ANEW = {
    "jpeg with a page in its comment": partial(picture, "JPEG", comment=HTML),
    "jpeg before a page": lambda: picture("JPEG") + HTML,
    "jpeg before a zip": lambda: picture("JPEG") + zipped("e.com", EICAR),
    "jpeg before a program": lambda: picture("JPEG") + b"MZ\x90\0" + EICAR,
    "jpeg before a pdf": lambda: picture("JPEG") + pdf(),
    "png before php": lambda: picture("PNG") + b"<?php system($_GET['c']); ?>",
    "webp before a page": lambda: picture("WEBP") + HTML,
    "heic before a page": lambda: HEIC + HTML,
    "jpeg called svg": partial(picture, "JPEG"),
}
TRACES = (b"<script", b"<?php", b"EICAR", b"PK\x03\x04", b"%PDF", b"MZ\x90")

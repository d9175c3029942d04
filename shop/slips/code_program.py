"""Read the QR codes on a picture: a program of its own, run by code_reading.py.

It runs alone, without our settings, keys or environment, under limits that it cannot raise
again. It reads a JPEG of ours from its input and writes one line of JSON: the texts of the codes.
"""

from __future__ import annotations

import io
import json
import resource
import sys

MEMORY_MB = 1024
SECONDS = 10
MOST_CODES = 8
LONGEST = 400
ENLARGED_BELOW = 1200  # pixels of the shorter side: a small code is read better when larger


def main() -> None:
    import zxingcpp
    from PIL import Image, JpegImagePlugin

    del JpegImagePlugin
    Image.preinit()
    _confine()
    picture = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["JPEG"]).convert("L")
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture, formats=formats)
    if not found and min(picture.size) < ENLARGED_BELOW:
        twice = (picture.width * 2, picture.height * 2)
        larger = picture.resize(twice, Image.Resampling.LANCZOS)
        found = zxingcpp.read_barcodes(larger, formats=formats)
    texts = [code.text[:LONGEST] for code in found[:MOST_CODES]]
    sys.stdout.write(json.dumps(texts))


def _confine() -> None:
    memory = MEMORY_MB * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


if __name__ == "__main__":
    main()

"""Have a stranger's file drawn by a process of its own, which may fall without us."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from community.private import limits
from community.private.sniffing import format_of, picture_format_of

PROGRAM = Path(__file__).with_name("drawing.py")
KILLED = {signal.SIGXCPU, signal.SIGKILL}  # for its time or its memory
_places = threading.BoundedSemaphore(limits.AT_ONCE)


class NotDrawn(Exception):
    """Carries one word: empty, large, type, pixels, pages, locked, active, broken, heavy, busy."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Page:
    large: bytes  # JPEG
    small: bytes


@dataclass(frozen=True)
class Drawn:
    format: str  # what it was: JPEG, PNG, WEBP, HEIF or PDF
    pages: list[Page]


def draw(data: bytes) -> Drawn:
    """Return the pages of a picture or a PDF. Raises NotDrawn."""
    if not data:
        raise NotDrawn("empty")
    if len(data) > limits.MOST_BYTES:
        raise NotDrawn("large")
    kind = format_of(data)
    if not kind:
        raise NotDrawn("type")
    return Drawn(kind, _parted(_drawn_apart(data, _order(kind))))


@dataclass(frozen=True)
class Pixels:
    mode: str  # RGB or RGBA
    size: tuple[int, int]
    data: bytes  # row by row; empty where the picture was only looked at


def decode(data: bytes, *, reach: int, pixels: bool = True) -> Pixels:
    """Return a picture for everybody, upright, in sRGB, its shorter side `reach` or a bit more.

    What is smaller stays as it is. Without `pixels` it is decoded too, but not handed over.
    Raises NotDrawn.
    """
    kind = picture_format_of(data)
    if not kind:
        raise NotDrawn("type" if data else "empty")
    order = {**_order(kind), "reach": reach, "pixels": pixels}
    head, _end, rest = _drawn_apart(data, order).partition(b"\n")
    said = json.loads(head)
    if "refused" in said:
        raise NotDrawn(said["refused"])
    width, height = said["size"]
    return Pixels(said["mode"], (width, height), rest)


def _drawn_apart(data: bytes, order: dict[str, object]) -> bytes:
    if not _places.acquire(timeout=limits.SECONDS):
        raise NotDrawn("busy")
    try:
        done = subprocess.run(
            # -I: no folder of ours, no environment; what it opens is a stranger's.
            [sys.executable, "-I", str(PROGRAM), json.dumps(order)],
            input=data,
            capture_output=True,
            timeout=limits.SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotDrawn("heavy") from None
    finally:
        _places.release()
    if done.returncode != 0:
        raise NotDrawn("heavy" if -done.returncode in KILLED else "broken")
    return done.stdout


def _order(kind: str) -> dict[str, object]:
    return {
        "format": kind,
        "most_pixels": limits.MOST_PIXELS,
        "most_pages": limits.MOST_PAGES,
        "sides": [limits.LARGE_SIDE, limits.SMALL_SIDE],
        "memory_mb": limits.MEMORY_MB,
        "seconds": limits.SECONDS,
    }


def _parted(answer: bytes) -> list[Page]:
    head, _end, rest = answer.partition(b"\n")
    said = json.loads(head)
    if "refused" in said:
        raise NotDrawn(said["refused"])
    pages = []
    for large, small in said["sizes"]:
        pages.append(Page(rest[:large], rest[large : large + small]))
        rest = rest[large + small :]
    return pages

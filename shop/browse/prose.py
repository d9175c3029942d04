"""What a seller wrote, as paragraphs and lists: plain text in, a few harmless tags out."""

from __future__ import annotations

import re
from itertools import groupby

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "ul", "ol", "li"}
BULLET = re.compile(r"^[-–—•*·]\s+(?=\S)")
NUMBER = re.compile(r"^(?:\d{1,3}|[๐-๙]{1,3})[.)]\s+(?=\S)")


def prose_html(text: str) -> SafeString:
    """Return paragraphs, and lists of lines that begin with a dash or a number.

    The text is escaped first and the whole is cleaned by nh3 after: what was stored before a
    rule existed cannot be markup either.
    """
    blocks = (block for block in re.split(r"\n{2,}", text.replace("\r\n", "\n")) if block.strip())
    drawn = "".join(_block(block.split("\n")) for block in blocks)
    return mark_safe(nh3.clean(drawn, tags=TAGS, attributes={}))  # noqa: S308


def _block(lines: list[str]) -> str:
    return "".join(_run(kind, list(run)) for kind, run in groupby(lines, _kind))


def _kind(line: str) -> str:
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else "p"


def _run(kind: str, lines: list[str]) -> str:
    if kind == "p":
        return f"<p>{'<br>'.join(map(escape, lines))}</p>"
    mark = BULLET if kind == "ul" else NUMBER
    items = "".join(f"<li>{escape(mark.sub('', line))}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>"

"""Requests and answers as they cross the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .forms import Tree, decode

JSON = "application/json"
HTML = "text/html; charset=utf-8"
# Hosted pages show only what they bring with them.
PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"


@dataclass
class Request:
    """`headers` have lower-case names; `query` and `body` are as they came."""

    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def form(self) -> Tree:
        return decode(self.body.decode("utf-8", "replace"))

    def fields(self) -> Tree:
        """Return what a control was sent: JSON or a form, beside the query."""
        sent: Any = {}
        if self.headers.get("content-type", "").startswith(JSON):
            sent = json.loads(self.body or b"{}")
        elif self.body:
            sent = self.form()
        return {**decode(self.query), **sent}


@dataclass
class Response:
    """`wire` says how the answer travels: "" as it should, or close, reset, slow."""

    status: int
    body: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    wire: str = ""
    seconds: float = 0.0


def as_json(status: int, answer: Any, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(answer, indent=2, ensure_ascii=False).encode()
    return Response(status, body, JSON, named)


def as_page(html: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": PAGE_POLICY, "Referrer-Policy": "no-referrer"}
    return Response(status, html.encode(), HTML, headers)


def see_other(url: str) -> Response:
    return Response(303, b"", HTML, {"Location": url})

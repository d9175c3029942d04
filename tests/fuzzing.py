"""Nasty values, and a fuzzer that sends them to one route as one role."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.routes import Route
from tests.scene import Scene

SEED = int(os.environ.get("FUZZ_SEED", "2569"))
NASTY_A_ROUTE = int(os.environ.get("FUZZ", "1"))  # drawn for each route and role
SLOW_SECONDS = 5.0  # far above a page, far below a regular expression that runs away
NUL = b"\x00"
NASTY = [
    b"a\x00b",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "๓".encode(),
    "²".encode(),
    b"",
    b"-1",
    b"0",
    b"1.5",
    b"1e9",
    b"NaN",
    b"9" * 30,
    b"9" * 5000,
    "ก".encode() * 10_000,
    b"(" * 10_000,
    b"a@" * 3_000,
    b"%00%0a",
    b"\r\nSet-Cookie: a=b",
    b"'\"><script>alert(1)</script>",
    b"{{ 7|add:7 }}",
    b"%s %(x)s {0.__class__}",
    b"../../../../etc/passwd",
    b"//evil.example/",
    b"javascript:alert(1)",
    "\u202e\u200b\ufeff🧵".encode(),
    b"True",
    b"[1]",
    b"2026-02-30",
]
FORM = "application/x-www-form-urlencoded"
ASKED = re.compile(r'request\.(?:GET|POST)(?:\.get(?:list)?\(|\[)"([\w-]+)"')
FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')


def names_in_source() -> list[str]:
    """Return every parameter that our own code asks a request for."""
    roots = [Path(settings.BASE_DIR) / folder for folder in ("shop", "community", "config")]
    files = (path for root in roots for path in root.rglob("*.py"))
    return sorted({name for file in files for name in ASKED.findall(file.read_text("utf-8"))})


def fields_of(page: HttpResponse) -> dict[str, bytes]:
    """Return what the page's own forms would send, as far as it stands in the page."""
    if page.streaming or "html" not in page.headers.get("Content-Type", ""):
        return {}
    found = {}
    for tag in FIELD.finditer(page.content.decode()):
        value = VALUE.search(tag[0])
        found[tag[1]] = unescape(value[1]).encode() if value else b""
    return found


def is_shut(page: HttpResponse) -> bool:
    """Return whether this role stands before a closed door, where nothing that it says is read."""
    return page.status_code == 404 or "/account/login/" in page.headers.get("Location", "")


def encoded(fields: dict[str, bytes]) -> str:
    return "&".join(f"{quote(name)}={quote_from_bytes(value)}" for name, value in fields.items())


class Fuzzer:
    """One role at one route. Each request is rolled back, so that the next finds the same."""

    def __init__(self, scene: Scene, client: Client, route: Route, names: list[str]) -> None:
        self.scene, self.client, self.route, self.names = scene, client, route, names
        self.path = scene.path(route)

    def run(self, seed: str) -> Iterator[str]:
        """Yield a line for every answer that is a fault of ours, or too slow."""
        chance = random.Random(f"{SEED} {seed} {self.route.name}")
        plain = self._send("GET", self.path)
        form = fields_of(plain)
        names = [*form, *self.names]
        # The zero byte, which the database refuses, goes everywhere each time.
        every = encoded(dict.fromkeys(names, NUL))
        yield from self._faults("GET", self.path, every)
        yield from self._faults("POST", self.path, every)
        for argument in self.route.arguments:
            yield from self._faults("GET", self.scene.path(self.route, **{argument: NUL}))
        if is_shut(plain) and len(NASTY) > NASTY_A_ROUTE:
            return
        for nasty in chance.sample(NASTY, min(NASTY_A_ROUTE, len(NASTY))):
            yield from self._faults("POST", self.path, encoded(dict.fromkeys(names, nasty)))
            yield from self._faults(
                "POST", self.path, encoded(form | {chance.choice(names): nasty})
            )
            for argument in self.route.arguments:
                spoiled = self.scene.path(self.route, **{argument: nasty[:300]})
                yield from self._faults(chance.choice(["GET", "POST"]), spoiled, encoded(form))

    def _faults(self, method: str, path: str, body: str = "") -> Iterator[str]:
        began = time.perf_counter()
        answer = self._send(method, path, body)
        took = time.perf_counter() - began
        if answer.status_code >= 500 or took > SLOW_SECONDS:
            raised = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            yield f"{answer.status_code} {took:.1f} s {method} {path[:200]} {raised!r} {body[:300]}"

    def _send(self, method: str, path: str, body: str = "") -> HttpResponse:
        cookies = self.client.cookies.copy()
        with transaction.atomic():
            if method == "GET":
                answer = self.client.generic("GET", path, QUERY_STRING=body)
            else:
                answer = self.client.generic("POST", path, body, content_type=FORM)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return answer

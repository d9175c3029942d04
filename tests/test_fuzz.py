"""Whatever is sent to whatever address by whomever: never a 500, and nothing slow."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from shop.delivery.models import DeliveryMethod
from tests.fakestripe import FakeStripe
from tests.routes import Route, own_routes
from tests.scene import Scene
from tests.till import CONTACT, fill_basket

SEED = 2569
FUZZERS = ("anonymous", "buyer", "owner", "staff")
TRIES = 1  # for each route, role and method, beside the zero bytes
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
ASKED = re.compile(r'request\.(?:GET|POST)(?:\.get(?:list)?\(|\[)"([\w-]+)"')
FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))+\)")

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(till: FakeStripe) -> Scene:
    return Scene()


def names_in_source() -> list[str]:
    """Return every parameter that our own code asks a request for."""
    roots = [settings.BASE_DIR / folder for folder in ("shop", "community", "config")]
    files = (path for root in roots for path in Path(root).rglob("*.py"))
    return sorted({name for file in files for name in ASKED.findall(file.read_text("utf-8"))})


def path_of(route: Route, arguments: dict[str, object], nasty: bytes | None = None) -> str:
    """Return the route's path, one of its arguments replaced where a nasty value is given."""
    names = [found[2] or found[3] for found in ARGUMENT.finditer(route.pattern)]
    spoiled = random.Random(f"{SEED}{route.name}{nasty!r}").choice(names) if names else ""

    def written(found: re.Match[str]) -> str:
        name = found[2] or found[3]
        value = nasty[:300] if nasty is not None and name == spoiled else None
        good = str(arguments.get(name, "1"))
        return quote(good, safe="") if value is None else quote_from_bytes(value, safe="")

    return "/" + ARGUMENT.sub(written, route.pattern).replace("^", "").replace("\\Z", "").replace(
        "\\.", "."
    ).replace("$", "")


def body_of(fields: dict[str, bytes]) -> str:
    return "&".join(f"{quote(name)}={quote_from_bytes(value)}" for name, value in fields.items())


class Fuzzer:
    """One role at one route. Each request is rolled back, so that the next finds the same."""

    def __init__(self, scene: Scene, client: Client, route: Route, role: str) -> None:
        self.client, self.route, self.role = client, route, role
        self.arguments = scene.arguments()
        if route.name.startswith("desk:"):
            self.arguments["number"] = scene.share_number
        self.chance = random.Random(f"{SEED} {route.name} {role}")
        self.path = path_of(route, self.arguments)

    def run(self) -> Iterator[str]:
        """Yield a line for every answer that is a fault of ours, or too slow."""
        page = self.send("GET", self.path)
        form = self.fields_of(page)
        names = [*form, *NAMES]
        yield from self.faults("GET", self.path, page)
        for nasty in (NUL, *self.chance.sample(NASTY, TRIES)):
            every = dict.fromkeys(names, nasty)
            one = form | {self.chance.choice(names): nasty}
            spoiled = path_of(self.route, self.arguments, nasty)
            for method, path, fields in (
                ("GET", self.path, every),
                ("GET", spoiled, {}),
                ("POST", self.path, every),
                ("POST", self.path, one),
                ("POST", spoiled, form),
            ):
                if path != self.path or fields:
                    yield from self.faults(method, path, fields=fields)

    def faults(
        self,
        method: str,
        path: str,
        answer: HttpResponse | None = None,
        fields: dict[str, bytes] | None = None,
    ) -> Iterator[str]:
        began = time.perf_counter()
        answer = answer or self.send(method, path, body_of(fields or {}))
        took = time.perf_counter() - began
        if answer.status_code >= 500 or took > SLOW_SECONDS:
            what = {name: value[:20] for name, value in (fields or {}).items()}
            raised = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            yield f"{answer.status_code} {took:.1f}s {self.role} {method} {path[:200]} {raised} {what}"

    def send(self, method: str, path: str, body: str = "") -> HttpResponse:
        cookies = self.client.cookies.copy()
        with transaction.atomic():
            if method == "GET":
                answer = self.client.generic("GET", path, QUERY_STRING=body)
            else:
                answer = self.client.generic(
                    "POST", path, body, content_type="application/x-www-form-urlencoded"
                )
            if not answer.streaming:
                _ = answer.content
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return answer

    def fields_of(self, page: HttpResponse) -> dict[str, bytes]:
        """Return what the page's own forms would send, as far as it stands in the page."""
        if page.streaming or "html" not in page.headers.get("Content-Type", ""):
            return {}
        found = {}
        for tag in FIELD.finditer(page.content.decode()):
            value = VALUE.search(tag[0])
            found[tag[1]] = unescape(value[1]).encode() if value else b""
        return found


NAMES = names_in_source()


def first_choices(scene: Scene) -> dict[str, str]:
    method = DeliveryMethod.objects.get(seller=scene.seller)
    return {f"delivery-{scene.seller.pk}": str(method.pk)}


def ready(scene: Scene, role: str) -> Client:
    """Return a browser with goods in its basket, as far in the checkout as it gets."""
    client = scene.client(role)
    if role == "buyer":
        fill_basket((scene.listing, 2), owner=scene.people["buyer"])
    else:
        client.post("/basket/add/", {"variant": scene.listing.product_id, "quantity": "2"})
    contact = {name: getattr(CONTACT, name) for name in ("name", "email", "address")}
    place = {"phone": "0810000001", "postcode": "50100", "subdistrict": "ช้างคลาน"}
    rest = {"district": "เมืองเชียงใหม่", "province_code": "50", "method": "promptpay"}
    client.post("/checkout/contact/", contact | place | rest)
    client.post("/checkout/delivery/", first_choices(scene))
    return client


@pytest.mark.parametrize("role", FUZZERS)
def test_no_value_breaks_any_route(scene: Scene, role: str) -> None:
    client = ready(scene, role)

    faults = [line for route in own_routes() for line in Fuzzer(scene, client, route, role).run()]

    assert not faults, "\n".join(faults)

"""Whatever is sent to whatever address by whomever: never a 500, and nothing slow."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from shop.delivery.models import DeliveryMethod
from tests.fakestripe import FakeStripe
from tests.fuzzing import FORM, NASTY, Fuzzer, names_in_source
from tests.routes import own_routes
from tests.scene import Scene
from tests.till import CONTACT, fill_basket

COOKIES = ["talat_basket", "talat_session", "talat_language", "csrftoken", "messages"]
HEADERS = ["Host", "Referer", "Accept-Language", "Accept-Encoding", "X-Forwarded-For", "Range"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(till: FakeStripe) -> Scene:
    return Scene()


def ready(scene: Scene, role: str) -> Client:
    """Return a browser with goods in its basket, on the last page of the checkout."""
    client = scene.client(role)
    if role == "buyer":
        fill_basket((scene.listing, 2), owner=scene.people["buyer"])
    else:
        client.post("/basket/add/", {"variant": scene.listing.product_id, "quantity": "2"})
    names = ("name", "address", "subdistrict", "district", "province_code", "postcode")
    contact = {name: getattr(CONTACT, name) for name in names}
    client.post("/checkout/contact/", contact | {"phone": "0810000001", "place": ""})
    method = DeliveryMethod.objects.get(seller=scene.seller)
    client.post("/checkout/delivery/", {f"delivery-{scene.seller.pk}": str(method.pk)})
    assert client.get("/checkout/payment/").status_code == 200
    return client


@pytest.mark.parametrize("role", ["anonymous", "buyer", "owner", "staff"])
def test_no_value_breaks_any_route(scene: Scene, role: str) -> None:
    client, names = ready(scene, role), names_in_source()

    faults = [
        line for route in own_routes() for line in Fuzzer(scene, client, route, names).run(role)
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", COOKIES)
def test_no_cookie_breaks_a_page(scene: Scene, name: str) -> None:
    faults = [
        (path, nasty[:20])
        for nasty in NASTY
        for path in ("/", "/basket/", "/account/login/")
        if with_cookie(scene, name, nasty).get(path).status_code >= 500
    ]

    assert faults == []


def with_cookie(scene: Scene, name: str, value: bytes) -> Client:
    client = scene.client("anonymous")
    client.cookies[name] = value[:4000].decode("latin-1")
    return client


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_breaks_a_page(scene: Scene, name: str) -> None:
    client = scene.client("buyer")

    faults = [
        (path, nasty[:20])
        for nasty in NASTY
        for path in ("/", "/orders/", "/static/talat/css/main.css")
        if client.get(path, headers={name: nasty[:4000].decode("latin-1")}).status_code >= 500
    ]

    assert faults == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("multipart/form-data; boundary=\xff", b"\xff"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n"),
        ("application/json", b'{"variant": [1]}'),
        ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        (f"{FORM}; charset=utf-16", b"a=b"),
        (f"{FORM}; charset=none", b"a=b"),
        (FORM, b"&".join(b"a%d=1" % number for number in range(2000))),
        (FORM, b"a=" + b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)),
        (FORM, b"quantity=1&quantity=-1&variant=1&variant=2"),
    ],
)
def test_no_body_breaks_a_form(scene: Scene, content_type: str, body: bytes) -> None:
    client = scene.client("buyer")
    paths = ("/basket/add/", "/orders/", "/account/profile/", "/webhooks/stripe/")

    statuses = {
        path: client.generic("POST", path, body, content_type=content_type).status_code
        for path in paths
    }

    assert {path: status for path, status in statuses.items() if status >= 500} == {}

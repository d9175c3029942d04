"""What every answer says to the browser, and what no page holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.http import HttpResponseBase
from django.test import Client

from shop.listings.drawing import write_whole
from tests.fakestripe import FakeStripe
from tests.routes import own_routes
from tests.scene import PHOTO, Scene

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": f"'self' {ours.STRIPE_CHECKOUT_ORIGIN}",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# What a stranger has sent runs nothing, whatever it is.
OF_A_PAPER = {"sandbox": "", "default-src": "'none'"}
PAPERS = {"private:paper", "private:page", "slips:photo"}
# The script that serves the desk without a line may ask our own host, and nothing else.
OF_THE_WORKER = {"default-src": "'none'", "script-src": "'self'", "connect-src": "'self'"}
# What a telephone keeps is the same for everybody; a test below proves it.
KEPT = {"desk:worker", "desk:manifest", "desk:phone", "desk:phone-shell"}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}
TELLING = {"Server", "X-Powered-By", "X-Version", "Via", "Access-Control-Allow-Origin"}
ROLES = ["anonymous", "buyer", "owner", "staff"]
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style|<[a-z][^>]*\s(?:style|on[a-z]+)=|(?:href|src|action)=\"\s*"
    r"(?:javascript|data|vbscript):|(?:src|action|href)=\"(?:https?:)?//",
    re.IGNORECASE,
)
# A page's own address, which a browser does not fetch.
CANONICAL = re.compile(r'<link rel="canonical" href="http://testserver/[^"]*">')
PRIVATE = ("orders:purchase", "payments:", "desk:", "office:", "customer:", "basket:", "checkout:")

Answers = list[tuple[str, HttpResponseBase]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(till: FakeStripe, settings: Any, tmp_path: Path) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    write_whole(tmp_path / "photos" / PHOTO / "320.webp", b"RIFF" * 100)
    return Scene()


SEEN: dict[str, Answers] = {}


@pytest.fixture
def answers(request: pytest.FixtureRequest, role: str) -> Answers:
    """What each route answers the role, refusals with it: asked once, read by several tests."""
    if role not in SEEN:
        SEEN[role] = list(asked(request.getfixturevalue("scene"), role))
    return SEEN[role]


def asked(scene: Scene, role: str) -> Iterator[tuple[str, HttpResponseBase]]:
    client = scene.client(role)
    for route in own_routes():
        yield route.name, client.get(scene.path(route))
    yield "nowhere", client.get("/nowhere/")
    yield "forged host", Client(raise_request_exception=False).get("/", headers={"Host": "a/b"})


def policy_of(answer: HttpResponseBase) -> dict[str, str]:
    directives = answer.headers.get("Content-Security-Policy", "").split(";")
    return dict(directive.strip().partition(" ")[::2] for directive in directives)


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_has_the_one_strict_policy(answers: Answers) -> None:
    others = {name for name, answer in answers if policy_of(answer) != POLICY}

    assert others <= {*PAPERS, "desk:worker"}
    assert {name: policy_of(answer) for name, answer in answers if name in others} == {
        name: OF_A_PAPER if name in PAPERS else OF_THE_WORKER for name in others
    }


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_has_the_quiet_headers(answers: Answers) -> None:
    wrong = {
        (name, header): answer.headers.get(header)
        for name, answer in answers
        for header, value in EVERYWHERE.items()
        if answer.headers.get(header) != value
    }

    assert wrong == {}


@pytest.mark.parametrize("role", ["anonymous"])
def test_no_answer_tells_what_it_is_made_with(answers: Answers) -> None:
    told = {(name, header) for name, answer in answers for header in TELLING & set(answer.headers)}

    assert told == set()


@pytest.mark.parametrize("role", ROLES)
def test_what_is_ones_own_is_kept_by_nobody(answers: Answers) -> None:
    kept = {
        name: answer.headers.get("Cache-Control")
        for name, answer in answers
        if name.startswith(PRIVATE) and name not in KEPT and answer.status_code == 200
        if "no-store" not in answer.headers.get("Cache-Control", "")
    }

    assert kept == {}


@pytest.mark.parametrize("role", ["buyer", "owner", "staff"])
def test_what_a_telephone_keeps_is_the_same_for_everybody(scene: Scene, role: str) -> None:
    routes = [route for route in own_routes() if route.name in KEPT]
    stranger, client = scene.client("anonymous"), scene.client(role)

    assert len(routes) == len(KEPT)
    for route in routes:
        path = scene.path(route)
        assert client.get(path).content == stranger.get(path).content


@pytest.mark.parametrize("role", ROLES)
def test_no_page_holds_what_the_policy_forbids(answers: Answers) -> None:
    found = {
        name: match[0]
        for name, answer in answers
        if "html" in answer.headers.get("Content-Type", "")
        if (match := INLINE.search(CANONICAL.sub("", getattr(answer, "content", b"").decode())))
    }

    assert found == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_body_says_what_it_is(answers: Answers) -> None:
    unsaid = {
        name: answer.headers.get("Content-Type")
        for name, answer in answers
        if answer.status_code == 200
        and not re.match(
            r"(text/(html|plain|csv|javascript); charset=utf-8|image/\w+"
            r"|application/(json|pdf|xml|manifest\+json|vnd\.openxmlformats-[\w.-]+))",
            answer.headers.get("Content-Type", ""),
        )
    }

    assert unsaid == {}


def test_nobody_elsewhere_may_read_an_answer(scene: Scene) -> None:
    client = scene.client("buyer")

    answer = client.get("/account/", headers={"Origin": "https://evil.example"})

    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_the_staffs_dashboard_runs_its_own_scripts_and_no_others(scene: Scene) -> None:
    answer = scene.client("staff").get("/dashboard/")

    expected = {"script-src": "'self' 'unsafe-inline'", "style-src": "'self' 'unsafe-inline'"}
    assert policy_of(answer) == {**POLICY, **expected}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/talat/",
        "/static/../config/settings.py",
        "/static/%2e%2e/%2e%2e/config/settings.py",
        "/media/",
        "/media/originals/",
        "/.git/config",
        "/.env",
        "/admin/",
        "/pyproject.toml",
        "/account/profile/x.css",
        "/orders/WATT-2222/x.css",
    ],
)
def test_nothing_lies_about(scene: Scene, path: str) -> None:
    assert scene.client("buyer").get(path).status_code == 404


def test_files_carry_the_headers_too(scene: Scene) -> None:
    client = scene.client("anonymous")

    style = client.get("/static/talat/css/main.css")
    photo = client.get(f"/media/photos/{PHOTO}/320.webp")

    assert style["X-Content-Type-Options"] == photo["X-Content-Type-Options"] == "nosniff"
    assert style["Content-Type"] == 'text/css; charset="utf-8"'
    assert photo["Content-Type"] == "image/webp"
    assert policy_of(photo) == POLICY

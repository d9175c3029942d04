"""Every route of the URL configuration as every role: tests/access_rows.py says what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.joining.models import Application
from shop.listings.drawing import write_whole
from tests.access_rows import BODIES, ROWS
from tests.fakestripe import FakeStripe
from tests.routes import Route, every_route, own_routes
from tests.scene import PHOTO, ROLES, Scene

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# Beside the session and the cache a look leaves nothing behind; allauth writes down once that
# the address of an account is one, and a look at another's paper is an act.
BOOKKEEPING = {"django_session", "talat_cache", "account_emailaddress", "audit_act"}
# The signature of the payment gateway stands in for our own token.
WITHOUT_TOKEN = {"gateways:stripe"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(till: FakeStripe, settings: Any, tmp_path: Path) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    settings.PRIVATE_ROOT = tmp_path / "private"
    write_whole(tmp_path / "photos" / PHOTO / "320.webp", b"RIFF" * 100)
    return Scene()


FORM = "application/x-www-form-urlencoded"


def ask(client: Client, method: str, path: str, body: str = "") -> HttpResponseBase:
    """Send a request and undo what it did, so that the next finds the same."""
    cookies = client.cookies.copy()
    kind = FORM if body else "application/octet-stream"
    with transaction.atomic():
        answer = client.generic(method, path, body, content_type=kind)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    names = {route.name for route in own_routes()}

    assert names - ROWS.keys() == set(), "routes without a row in tests/access_rows.py"
    assert ROWS.keys() - names == set(), "rows whose route is gone"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_more_or_less_than_the_matrix_says_and_looking_changes_nothing(
    scene: Scene, role: str
) -> None:
    client = scene.client(role)

    wrong = list(differences(scene, client, role))

    assert not wrong, "\n".join(wrong)


def differences(scene: Scene, client: Client, role: str) -> Iterator[str]:
    for route in own_routes():
        path = scene.path(route)
        for method, statuses in zip(("GET", "POST"), ROWS.get(route.name, ()), strict=False):
            body = urlencode(BODIES.get(route.name, {})) if method == "POST" else ""
            with CaptureQueriesContext(connection) as queries:
                status = ask(client, method, path, body).status_code
            if status != statuses[role]:
                yield f"{role} {method} {route.name} {path}: {status}, not {statuses[role]}"
            if method == "GET" and (tables := written_in(queries)):
                yield f"{role} {method} {route.name} {path} writes to {tables}"


@pytest.mark.parametrize("role", ["anonymous", "buyer", "owner", "community_manager"])
def test_oscars_dashboard_is_there_for_staff_alone(scene: Scene, role: str) -> None:
    client = scene.client(role)
    routes = [route for route in every_route() if route.is_dashboard]

    reached = {
        f"{method} {route.name}"
        for route in routes
        for method in ("GET", "POST")
        if ask(client, method, dashboard_path(route)).status_code != 404
    }

    assert len(routes) > 80
    assert reached == set()


def dashboard_path(route: Route) -> str:
    return re.sub(r"\([^)]*\)|\[[^]]*\]\+?", "1", route.path({}))


def test_no_form_is_taken_without_our_own_token(scene: Scene) -> None:
    taken = set()
    for role in ("anonymous", "staff"):
        client = scene.client(role)
        client.handler.enforce_csrf_checks = True
        for route in own_routes():
            if ask(client, "POST", scene.path(route)).status_code != 403:
                taken.add(route.name)

    assert taken == WITHOUT_TOKEN


@pytest.mark.parametrize("by", ["staff", "applicant"])
def test_looking_at_what_was_sent_changes_nothing(scene: Scene, by: str) -> None:
    sent = scene.review.application
    Application.objects.filter(pk=sent.pk).update(state=Application.State.SUBMITTED)
    client = scene.client("staff")
    if by == "applicant":
        client.force_login(sent.applicant)
    office = [f"/office/applications/{sent.key}/", f"/office/applications/{sent.key}/next/"]
    joining = [f"/join/{sent.key}/", "/join/"]

    paths = office if by == "staff" else joining
    written = [written_by(client, path) for path in paths]

    assert written == [set(), set()]
    assert Application.objects.get(pk=sent.pk).state == Application.State.SUBMITTED


def written_by(client: Client, path: str) -> set[str]:
    """Return the tables that a look at the page writes to, bookkeeping aside."""
    with CaptureQueriesContext(connection) as queries:
        ask(client, "GET", path)
    return written_in(queries)


def written_in(queries: CaptureQueriesContext) -> set[str]:
    found = {match[1] for query in queries if (match := WRITES.match(query["sql"]))}
    return found - BOOKKEEPING


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_do_nothing(scene: Scene, method: str) -> None:
    client = scene.client("buyer")

    statuses = {ask(client, method, scene.path(route)).status_code for route in own_routes()}

    assert statuses == {405}

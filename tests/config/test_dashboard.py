"""Oscar's dashboard stands on our URL names, and is for staff alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver

from community.people.models import User
from community.sellers.models import Seller
from tests.cast import make_delivery, make_listing
from tests.till import place_lines

pytestmark = pytest.mark.django_db


def plain_routes(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    """Yield the dashboard's addresses that need no argument."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if "<" in route or "(" in route:
            continue
        if isinstance(pattern, URLResolver):
            yield from plain_routes(pattern.url_patterns, route)
        else:
            yield "/" + route.replace("^", "").replace("$", "").replace("\\Z", "")


DASHBOARD = sorted(
    {
        route
        for route in plain_routes(apps.get_app_config("dashboard").get_urls(), "dashboard/")
        if not route.endswith(("login/", "logout/"))
    }
)


def test_every_plain_page_opens_for_staff(anan: User, malis_shop: Seller) -> None:
    User.objects.filter(pk=anan.pk).update(is_superuser=True)
    make_delivery(malis_shop)
    purchase = place_lines((make_listing(malis_shop), 1))
    client = Client()
    client.force_login(anan)

    pages = [*DASHBOARD, f"/dashboard/orders/{purchase.number}/"]
    failed = {page: client.get(page).status_code for page in pages}

    assert len(DASHBOARD) > 30
    assert {page: status for page, status in failed.items() if status >= 500} == {}


def test_nobody_else_sees_it(mali: User, somchai: User) -> None:
    for user in (None, mali, somchai):
        client = Client()
        if user:
            client.force_login(user)
        assert {client.get(page).status_code for page in DASHBOARD} == {404}

"""Oscar's dashboard stands on our URL names, and is for staff alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
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


def test_no_purchase_is_moved_by_hand(anan: User, malis_shop: Seller) -> None:
    make_delivery(malis_shop)
    order = place_lines((make_listing(malis_shop), 1)).order
    client = Client()
    client.force_login(anan)
    page = f"/dashboard/orders/{order.number}/"

    for status in settings.OSCAR_ORDER_STATUS_PIPELINE:
        client.post(page, {"order_action": "change_order_status", "new_status": status})
    order.refresh_from_db()

    assert order.status == "awaiting_payment"
    assert order.available_statuses() == ()


def test_only_its_own_pages_run_inline_scripts(anan: User, somchai: User) -> None:
    stranger, buyer, staff = Client(), Client(), Client()
    buyer.force_login(somchai)
    staff.force_login(anan)

    strict = [client.get("/dashboard/") for client in (stranger, buyer)]
    strict += [staff.get("/dashboard/nowhere/"), staff.get("/")]
    loose = staff.get("/dashboard/")

    assert [answer.status_code for answer in strict] == [404, 404, 404, 200]
    for answer in strict:
        assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert loose["Content-Security-Policy"].count("'unsafe-inline'") == 2


def test_nobody_else_sees_it(mali: User, somchai: User) -> None:
    for user in (None, mali, somchai):
        client = Client()
        if user:
            client.force_login(user)
        assert {client.get(page).status_code for page in DASHBOARD} == {404}

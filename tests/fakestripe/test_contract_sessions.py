"""Checkout Sessions over the API: opened, read, closed."""

from __future__ import annotations

import time
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from .requests_made import EMAIL, session

HOUR = 60 * 60


def refused(client: StripeClient, **more: Any) -> stripe.InvalidRequestError:
    params = {name: value for name, value in session(**more).items() if value is not None}
    with pytest.raises(stripe.InvalidRequestError) as raised:
        client.v1.checkout.sessions.create(params)
    assert raised.value.http_status == 400
    return raised.value


def test_a_new_session_is_open_and_unpaid(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    assert (made.status, made.payment_status, made.mode) == ("open", "unpaid", "payment")
    assert made.id.startswith("cs_test_")
    assert made.url.startswith("http")


def test_it_adds_its_lines_up(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    assert (made.amount_subtotal, made.amount_total, made.currency) == (42_000, 42_000, "thb")


def test_it_has_no_intent_before_somebody_pays(client: StripeClient) -> None:
    assert client.v1.checkout.sessions.create(session()).payment_intent is None


def test_it_lives_a_day_unless_told(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    assert made.expires_at - made.created == pytest.approx(24 * HOUR, abs=5)


def test_it_keeps_what_it_is_told(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(
        session(
            client_reference_id="purchase-1001",
            customer_email=EMAIL,
            locale="th",
            metadata={"purchase": "1001"},
        )
    )

    again = client.v1.checkout.sessions.retrieve(made.id)
    assert again.client_reference_id == "purchase-1001"
    assert again.customer_email == EMAIL
    assert again.locale == "th"
    assert again.metadata.to_dict() == {"purchase": "1001"}


def test_it_offers_the_allowed_methods(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    assert made.payment_method_types == ["card"]


def test_it_lists_its_lines(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    (line,) = client.v1.checkout.sessions.line_items.list(made.id).data

    assert (line.description, line.quantity, line.amount_total) == ("Indigo scarf", 2, 42_000)


def test_lines_come_along_when_asked(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session(expand=["line_items"]))

    assert made.line_items.data[0].price.unit_amount == 21_000


@pytest.mark.parametrize("name", ["success_url", "line_items", "mode"])
def test_it_asks_for_what_is_missing(client: StripeClient, name: str) -> None:
    assert refused(client, **{name: None}).http_status == 400


def test_it_wants_addresses_that_are_some(client: StripeClient) -> None:
    assert refused(client, success_url="/paid").code == "url_invalid"


@pytest.mark.parametrize(
    "ahead", [29 * 60 - 60, 24 * HOUR + 600], ids=["too soon", "too far ahead"]
)
def test_it_ends_within_half_an_hour_and_a_day(client: StripeClient, ahead: int) -> None:
    assert refused(client, expires_at=int(time.time()) + ahead).param == "expires_at"


def test_it_may_end_in_half_an_hour(client: StripeClient) -> None:
    until = int(time.time()) + 30 * 60 + 5

    assert client.v1.checkout.sessions.create(session(expires_at=until)).expires_at == until


def test_it_wants_a_total_of_ten_baht(client: StripeClient) -> None:
    price = {"currency": "thb", "unit_amount": 999, "product_data": {"name": "Chilli"}}

    assert refused(client, line_items=[{"price_data": price, "quantity": 1}]).http_status == 400


@pytest.mark.parametrize("quantity", [0, -1, "1.5"])
def test_it_wants_whole_quantities(client: StripeClient, quantity: Any) -> None:
    price = {"currency": "thb", "unit_amount": 5_000, "product_data": {"name": "Chilli"}}

    error = refused(client, line_items=[{"price_data": price, "quantity": quantity}])

    assert "quantity" in str(error.param)


def test_it_closes_on_request(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    closed = client.v1.checkout.sessions.expire(made.id)

    assert (closed.status, closed.payment_status, closed.url) == ("expired", "unpaid", None)


def test_it_closes_once(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())
    client.v1.checkout.sessions.expire(made.id)

    with pytest.raises(stripe.InvalidRequestError) as raised:
        client.v1.checkout.sessions.expire(made.id)

    assert raised.value.http_status == 400

"""Requests with something wrong in them: refused before they run, with the name of what it was."""

from __future__ import annotations

from typing import Any

import pytest
import stripe
from stripe import StripeClient

from .requests_made import card_intent, session


def refused(client: StripeClient, **more: Any) -> stripe.InvalidRequestError:
    """Return the error of an intent made with `more`; None takes a parameter away."""
    params = {name: value for name, value in card_intent(**more).items() if value is not None}
    with pytest.raises(stripe.InvalidRequestError) as raised:
        client.v1.payment_intents.create(params)
    assert raised.value.http_status == 400
    return raised.value


@pytest.mark.parametrize("name", ["amount", "currency"])
def test_it_asks_for_what_is_missing(client: StripeClient, name: str) -> None:
    error = refused(client, **{name: None})

    assert (error.code, error.param) == ("parameter_missing", name)


def test_it_refuses_a_parameter_it_does_not_know(client: StripeClient) -> None:
    error = refused(client, colour="red")

    assert (error.code, error.param) == ("parameter_unknown", "colour")
    assert "Received unknown parameter: colour" in str(error)


def test_it_refuses_a_nested_parameter_it_does_not_know(client: StripeClient) -> None:
    error = refused(client, automatic_payment_methods=None, shipping={"name": "x", "smell": "y"})

    assert error.http_status == 400
    assert str(error.param).startswith("shipping")


def test_it_no_longer_takes_payment_method_types(client: StripeClient) -> None:
    error = refused(client, payment_method_types=["card"], allowed_payment_method_types=None)

    assert error.code == "payment_method_types_no_longer_supported"


def test_a_session_no_longer_takes_payment_method_types(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as raised:
        client.v1.checkout.sessions.create(session(payment_method_types=["card"]))

    assert raised.value.http_status == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("capture_method", "later"),
        ("confirmation_method", "by_post"),
        ("setup_future_usage", "sometimes"),
    ],
)
def test_it_refuses_a_word_that_is_not_a_choice(
    client: StripeClient, name: str, value: str
) -> None:
    error = refused(client, **{name: value})

    assert error.param == name


@pytest.mark.parametrize("amount", ["10.50", "ten", "1e5", "๑๐๐๐"])
def test_it_refuses_an_amount_that_is_no_integer(client: StripeClient, amount: str) -> None:
    error = refused(client, amount=amount)

    assert (error.code, error.param) == ("parameter_invalid_integer", "amount")


@pytest.mark.parametrize("amount", [0, -1, -42_000])
def test_it_refuses_an_amount_below_one(client: StripeClient, amount: int) -> None:
    error = refused(client, amount=amount)

    assert error.param == "amount"


@pytest.mark.parametrize("amount", [1, 999])
def test_it_refuses_less_than_ten_baht(client: StripeClient, amount: int) -> None:
    assert refused(client, amount=amount).code == "amount_too_small"


def test_it_takes_ten_baht(client: StripeClient) -> None:
    assert client.v1.payment_intents.create(card_intent(amount=1_000)).amount == 1_000


def test_it_refuses_a_nine_digit_amount(client: StripeClient) -> None:
    assert refused(client, amount=100_000_000).code == "amount_too_large"


@pytest.mark.parametrize("currency", ["zzz", "baht"])
def test_it_refuses_a_currency_that_is_none(client: StripeClient, currency: str) -> None:
    assert refused(client, currency=currency).param == "currency"


def test_it_refuses_an_empty_text_where_none_can_be_unset(client: StripeClient) -> None:
    error = refused(client, currency="")

    assert error.code == "parameter_invalid_empty"


def test_it_refuses_a_truth_that_is_neither(client: StripeClient) -> None:
    assert refused(client, confirm="perhaps").param == "confirm"


def test_it_refuses_an_object_where_a_list_belongs(client: StripeClient) -> None:
    error = refused(client, allowed_payment_method_types="card")

    assert error.param == "allowed_payment_method_types"


@pytest.mark.parametrize(
    "metadata",
    [
        {f"key{number}": "x" for number in range(51)},
        {"k" * 41: "x"},
        {"key": "v" * 501},
    ],
    ids=["51 keys", "a key of 41", "a value of 501"],
)
def test_it_limits_metadata(client: StripeClient, metadata: dict[str, str]) -> None:
    assert refused(client, metadata=metadata).http_status == 400


def test_it_takes_metadata_at_its_limits(client: StripeClient) -> None:
    metadata = {f"key{number:037}": "v" * 500 for number in range(50)}

    intent = client.v1.payment_intents.create(card_intent(metadata=metadata))

    assert intent.metadata.to_dict() == metadata


def test_it_refuses_a_card_number(client: StripeClient) -> None:
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2034, "cvc": "123"}

    with pytest.raises(stripe.StripeError) as raised:
        client.v1.payment_methods.create({"type": "card", "card": card})

    assert raised.value.http_status in (400, 402)


def test_it_keeps_thai_text_as_it_came(client: StripeClient) -> None:
    words = "ผ้าซิ่นตีนจก น้ำปลาร้า & 100% ฝ้าย"

    intent = client.v1.payment_intents.create(card_intent(description=words))

    assert client.v1.payment_intents.retrieve(intent.id).description == words


@pytest.mark.sandbox_only
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("capture_method", "manual"),
        ("application_fee_amount", 100),
        ("transfer_data", {"destination": "acct_1"}),
        ("on_behalf_of", "acct_1"),
    ],
)
def test_it_says_what_the_sandbox_does_not_model(
    client: StripeClient, name: str, value: Any
) -> None:
    assert refused(client, **{name: value}).code == "sandbox_unsupported"

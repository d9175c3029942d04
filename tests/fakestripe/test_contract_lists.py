"""Lists and expansion: pages, filters, and objects inside objects."""

from __future__ import annotations

import pytest
import stripe
from stripe import StripeClient

from .requests_made import card_intent, paid_by_card, session


def three(client: StripeClient) -> list[str]:
    """Make three intents; return their ids, newest first."""
    return [client.v1.payment_intents.create(card_intent()).id for _ in range(3)][::-1]


def test_the_newest_comes_first(client: StripeClient) -> None:
    ids = three(client)

    listed = client.v1.payment_intents.list({"limit": 3})

    assert [intent.id for intent in listed.data] == ids


def test_a_page_says_whether_there_is_more(client: StripeClient) -> None:
    ids = three(client)

    page = client.v1.payment_intents.list({"limit": 2})

    assert [intent.id for intent in page.data] == ids[:2]
    assert page.has_more is True


def test_a_page_starts_after_another(client: StripeClient) -> None:
    ids = three(client)

    page = client.v1.payment_intents.list({"limit": 1, "starting_after": ids[1]})

    assert [intent.id for intent in page.data] == ids[2:]


def test_a_page_ends_before_another(client: StripeClient) -> None:
    ids = three(client)

    page = client.v1.payment_intents.list({"limit": 1, "ending_before": ids[1]})

    assert [intent.id for intent in page.data] == ids[:1]


@pytest.mark.sandbox_only
def test_the_client_walks_all_pages(client: StripeClient) -> None:
    ids = three(client)

    walked = client.v1.payment_intents.list({"limit": 1}).auto_paging_iter()

    assert [intent.id for intent in walked] == ids


@pytest.mark.parametrize("limit", [0, 101, -1])
def test_a_page_holds_one_to_a_hundred(client: StripeClient, limit: int) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.list({"limit": limit})

    assert refused.value.param == "limit"


def test_a_page_cannot_start_after_nothing(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.list({"starting_after": "pi_nobody"})


def test_charges_are_listed_by_intent(client: StripeClient) -> None:
    intent = paid_by_card(client)
    paid_by_card(client)

    listed = client.v1.charges.list({"payment_intent": intent.id}).data

    assert [charge.id for charge in listed] == [intent.latest_charge]


def test_a_list_can_be_of_later_days_only(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent())

    listed = client.v1.payment_intents.list({"created": {"gt": intent.created + 3600}})

    assert listed.data == []


def test_sessions_are_listed_by_status(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())

    listed = client.v1.checkout.sessions.list({"status": "open", "limit": 1})

    assert listed.data[0].id == made.id


def test_it_expands_an_object(client: StripeClient) -> None:
    id_ = paid_by_card(client).id

    intent = client.v1.payment_intents.retrieve(id_, {"expand": ["latest_charge"]})

    assert intent.latest_charge.object == "charge"


def test_it_expands_through_an_object(client: StripeClient) -> None:
    id_ = paid_by_card(client).id

    expand = ["latest_charge.balance_transaction"]
    intent = client.v1.payment_intents.retrieve(id_, {"expand": expand})

    assert intent.latest_charge.balance_transaction.type == "charge"


def test_it_expands_within_a_list(client: StripeClient) -> None:
    paid_by_card(client)

    listed = client.v1.charges.list({"limit": 1, "expand": ["data.payment_intent"]})

    assert listed.data[0].payment_intent.object == "payment_intent"


def test_it_expands_what_was_just_made(client: StripeClient) -> None:
    intent = paid_by_card(client, expand=["latest_charge"])

    assert intent.latest_charge.amount == 42_000


def test_expanding_changes_nothing_kept(client: StripeClient) -> None:
    intent = paid_by_card(client, expand=["latest_charge"])

    again = client.v1.payment_intents.retrieve(intent.id)

    assert again.latest_charge == intent.latest_charge.id


@pytest.mark.parametrize("path", ["amount", "colour", "latest_charge.colour"])
def test_it_refuses_to_expand_what_is_none(client: StripeClient, path: str) -> None:
    id_ = paid_by_card(client).id

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.retrieve(id_, {"expand": [path]})

    assert "cannot be expanded" in str(refused.value)

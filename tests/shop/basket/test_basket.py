from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from tests.cast import PASSWORD, make_listing, make_seller, variant_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, "890.00", 5, slug="scarf", title_th="ผ้าพันคอ")


def put_in(client: Client, listing: Listing, quantity: Any = "1") -> Any:
    data = {"variant": variant_of(listing).product_id, "quantity": quantity}
    return client.post("/basket/add/", data)


def line() -> BasketLine:
    return BasketLine.objects.get()


def change(client: Client, quantity: Any, line_id: Any = None) -> Any:
    return client.post("/basket/update/", {"line": line_id or line().pk, "quantity": quantity})


def test_a_guest_puts_goods_in(client: Client, scarf: Listing) -> None:
    answer = put_in(client, scarf, "2")

    assert answer.status_code == 302
    assert (line().quantity, line().price_incl_tax) == (2, 890)
    page = client.get("/basket/").content.decode()
    assert "ผ้าพันคอ" in page
    assert "฿1,780.00" in page


def test_lines_are_grouped_by_seller(client: Client, scarf: Listing) -> None:
    honey = make_listing(make_seller("bees", name_th="ผึ้งลำไย"), "260.00", slug="honey")
    put_in(client, scarf)
    put_in(client, honey)
    put_in(client, scarf)

    contents = client.get("/basket/").context["contents"]

    assert [(g.seller.slug, [line.quantity for line in g.lines]) for g in contents.groups] == [
        ("mali", [2]),
        ("bees", [1]),
    ]


def test_thai_digits_are_numbers_too(client: Client, scarf: Listing) -> None:
    put_in(client, scarf, " ๓ ")

    assert line().quantity == 3


BAD = ["-1", "0", "1.5", "1e9", "9" * 400, "abc", "", "[1, 2]", "１２x", "²", "1 OR 1=1", "\x00"]


@pytest.mark.parametrize("typed", BAD)
def test_a_bad_quantity_gets_a_sentence_and_is_kept(
    client: Client, scarf: Listing, typed: str
) -> None:
    put_in(client, scarf, "2")

    answer = change(client, typed)

    assert answer.status_code == 422
    mistake = answer.context["mistake"]
    assert mistake.typed == typed[:40]
    assert mistake.sentence
    assert mistake.sentence in answer.content.decode()
    assert line().quantity == 2


@pytest.mark.parametrize("typed", BAD)
def test_a_bad_quantity_puts_nothing_in(client: Client, scarf: Listing, typed: str) -> None:
    answer = put_in(client, scarf, typed)

    assert answer.status_code == 422
    assert not BasketLine.objects.exists()


@pytest.mark.parametrize("posted", [["1", "2"], []])
def test_a_list_or_nothing_is_no_quantity(
    client: Client, scarf: Listing, posted: list[str]
) -> None:
    answer = put_in(client, scarf, posted)

    assert answer.status_code == 422
    assert not BasketLine.objects.exists()


def test_more_than_there_is_is_refused_with_what_there_is(client: Client, scarf: Listing) -> None:
    put_in(client, scarf, "4")

    answer = put_in(client, scarf, "2")

    assert answer.status_code == 422
    assert "5" in answer.context["sentence"]
    assert line().quantity == 4


@pytest.mark.parametrize("variant", ["0", "-1", "999999", "9" * 30, "x", "", "1.5", "１"])
def test_a_variant_that_is_not_there_is_not_found(client: Client, variant: str) -> None:
    assert client.post("/basket/add/", {"variant": variant}).status_code == 404


def test_a_posted_price_changes_nothing(client: Client, scarf: Listing) -> None:
    data = {"variant": variant_of(scarf).product_id, "quantity": 1, "price": "1", "partner": 7}
    client.post("/basket/add/", {**data, "price_incl_tax": "1", "stockrecord": "1"})

    assert line().price_incl_tax == 890


@pytest.mark.parametrize("state", ["paused", "draft", "withdrawn"])
def test_what_is_not_on_sale_is_not_found(client: Client, scarf: Listing, state: str) -> None:
    Listing.objects.update(state=state)

    assert put_in(client, scarf).status_code == 404


def test_a_basket_of_another_session_is_not_found(client: Client, scarf: Listing) -> None:
    put_in(client, scarf)
    stranger = Client()
    put_in(stranger, make_listing(scarf.seller, slug="other"))
    mine = BasketLine.objects.order_by("pk").first()
    assert mine is not None

    assert change(stranger, "3", mine.pk).status_code == 404
    assert stranger.post("/basket/remove/", {"line": mine.pk}).status_code == 404

    mine.refresh_from_db()
    assert mine.quantity == 1


def test_a_tampered_cookie_is_nobodys_basket(client: Client, scarf: Listing) -> None:
    put_in(client, scarf)
    cookie = client.cookies["talat_basket"].value
    stranger = Client()
    stranger.cookies["talat_basket"] = cookie[:-1] + ("a" if cookie[-1] != "a" else "b")

    page = stranger.get("/basket/")

    assert page.context["contents"].lines == []


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client, scarf: Listing) -> None:
    cookie = put_in(client, scarf).cookies["talat_basket"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_basket_survives_a_restart(client: Client, scarf: Listing) -> None:
    put_in(client, scarf, "2")
    cookie = client.cookies["talat_basket"].value

    later = Client()
    later.cookies["talat_basket"] = cookie

    assert later.get("/basket/").context["contents"].count == 2


def test_logging_in_merges_the_larger_of_both(
    client: Client, scarf: Listing, somchai: User
) -> None:
    other = make_listing(scarf.seller, slug="other")
    client.force_login(somchai)
    put_in(client, scarf, "1")
    client.logout()
    put_in(client, scarf, "3")
    put_in(client, other, "1")

    client.post("/account/login/", {"login": somchai.email, "password": PASSWORD})
    lines = client.get("/basket/").context["contents"].lines

    assert sorted((line.listing.slug, line.quantity) for line in lines) == [
        ("other", 1),
        ("scarf", 3),
    ]
    assert Basket.objects.filter(status="Open").count() == 1
    assert client.cookies["talat_basket"].value == ""


def test_what_was_sold_meanwhile_is_told_plainly(client: Client, scarf: Listing) -> None:
    put_in(client, scarf, "4")
    StockRecord.objects.filter(variant__listing=scarf).update(num_allocated=3)

    page = client.get("/basket/")

    problem = page.context["contents"].problems[0]
    assert (problem.problem.value, problem.left) == ("fewer_left", 2)
    assert "checkout" not in page.content.decode().split("<main")[1].split("</main")[0]


def test_a_price_that_changed_is_shown_with_both(client: Client, scarf: Listing) -> None:
    put_in(client, scarf)
    record = variant_of(scarf).stock_record
    record.price = 999
    record.save()

    page = client.get("/basket/").content.decode()

    assert "฿999" in page
    assert "฿890" in page


def test_an_empty_basket_shows_the_way_on(client: Client, db: None) -> None:
    assert "/goods/" in client.get("/basket/").content.decode().split("<main")[1]


def test_taking_out_leaves_the_rest(client: Client, scarf: Listing) -> None:
    put_in(client, scarf)
    put_in(client, make_listing(scarf.seller, slug="other"))
    first = BasketLine.objects.order_by("pk").first()
    assert first is not None

    client.post("/basket/remove/", {"line": first.pk})

    assert line().pk != first.pk


def test_ten_more_lines_cost_no_more_queries(client: Client, malis_shop: Seller) -> None:
    goods = [make_listing(malis_shop, slug=f"g-{n}", sku=f"G{n}") for n in range(12)]
    costs = []
    for batch in (goods[:2], goods[2:]):
        for listing in batch:
            put_in(client, listing)
        with CaptureQueriesContext(connection) as queries:
            client.get("/basket/")
        costs.append(len(queries))

    assert costs[0] == costs[1]

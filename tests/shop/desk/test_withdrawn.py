"""What staff took off sale: its seller reads why, and does nothing more with it."""

from __future__ import annotations

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.listings.models import Listing
from shop.moderation import deciding
from tests.cast import make_listing, make_seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    forget_everything()
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


@pytest.fixture
def withdrawn(malis_shop: Seller, anan: User) -> Listing:
    listing = make_listing(malis_shop, description_th="ผ้าทอมือ")
    deciding.take_off(listing, anan, "ของปลอม")
    return listing


def test_its_seller_finds_it_and_reads_why(desk: Client, withdrawn: Listing) -> None:
    everything = desk.get("/desk/goods/")
    alone = desk.get("/desk/goods/?state=withdrawn")
    page = desk.get(f"/desk/goods/{withdrawn.pk}/").content.decode()

    assert [one.value for one in everything.context["listed"].states] == ["withdrawn"]
    assert alone.context["page_obj"].paginator.count == 1
    assert 'name="pick"' not in alone.content.decode()
    assert "ของปลอม" in page
    assert "ผ้าทอมือ" in page
    assert 'action="/desk/goods/' not in page


def test_nothing_can_be_done_with_it(desk: Client, withdrawn: Listing) -> None:
    address = f"/desk/goods/{withdrawn.pk}/"

    statuses = [
        desk.post(address, {"title_th": "อื่น"}).status_code,
        desk.post(f"{address}move/", {"move": "pause"}).status_code,
        desk.post(f"{address}offers/", {}).status_code,
        desk.post(f"{address}axes/", {}).status_code,
    ]
    desk.post("/desk/goods/many/", {"act": "pause", "pick": [withdrawn.pk]})

    assert statuses == [404, 404, 404, 404]
    assert Listing.objects.get().state == Listing.State.WITHDRAWN


def test_that_of_somebody_else_is_not_there(
    client: Client, withdrawn: Listing, somchai: User
) -> None:
    make_seller("kham", owner=somchai)
    client.force_login(somchai)

    assert client.get(f"/desk/goods/{withdrawn.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [("เหล้าขาว", "หวาน", "name_1"), ("รส", "หวาน, เหล้าขาว", "values_1")],
)
def test_a_choice_that_may_not_be_sold_is_refused_beside_its_field(
    desk: Client, malis_shop: Seller, name: str, values: str, field: str
) -> None:
    listing = make_listing(malis_shop)

    answer = desk.post(
        f"/desk/goods/{listing.pk}/axes/", {"version": 1, "name_1": name, "values_1": values}
    )

    assert answer.status_code == 422
    assert list(answer.context["axes"].errors) == [field]
    assert "alcohol may not be sold" in answer.content.decode()
    assert values in answer.content.decode()

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.notify.models import Message
from shop.notify.rendering import letter_for
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund
from tests.cast import make_listing
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(malis_shop: Seller) -> SellerOrder:
    mangoes = make_listing(
        malis_shop, "120.00", 5000, unit="kg", is_weighed=True, title_en="Mangoes"
    )
    return share_of(make_purchase(mangoes, quantity=1000, delivery_kind="pickup", language="en"))


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    mali.language = "en"
    mali.save()
    client.force_login(mali)
    client.cookies["talat_language"] = "en"
    return client


def press(desk: Client, order: SellerOrder, act: str, weight: str = "", seen: Any = "") -> Any:
    line = order.lines.get()
    typed = {f"weight-{line.pk}": weight, f"seen-{line.pk}": seen}
    return desk.post(f"/desk/orders/{order.number}/{act}/", typed)


def test_the_press_that_packs_writes_the_weight(desk: Client, order: SellerOrder) -> None:
    page = desk.get(f"/desk/orders/{order.number}/").content.decode()
    assert "Between 0.9 and 1.1 kg" in page
    assert "1 kg" in page

    press(desk, order, "pack", "9.5 ขีด")

    order.refresh_from_db()
    assert (order.state, order.lines.get().weighed_g) == ("packed", 950)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
        ("0.8", "Between 0.9 and 1.1 kg: so much was agreed with the buyer."),
        ("1.2", "Between 0.9 and 1.1 kg: so much was agreed with the buyer."),
        ("heavy", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
        ("1e9", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
    ],
)
def test_a_wrong_weight_is_said_beside_its_field_and_kept(
    desk: Client, order: SellerOrder, typed: str, sentence: str
) -> None:
    answer = press(desk, order, "pack", typed)

    assert answer.status_code == 422
    (field,) = answer.context["weigh_form"].weights()
    with translation.override("en"):
        assert (list(field.errors), field.value()) == ([sentence], typed)
    order.refresh_from_db()
    assert (order.state, order.lines.get().weighed_g) == ("to_pack", None)


def test_nothing_is_handed_over_unweighed(desk: Client, order: SellerOrder) -> None:
    answer = desk.post(f"/desk/orders/{order.number}/ship/", follow=True)

    assert "write first what each of the goods by weight weighs" in answer.content.decode()
    order.refresh_from_db()
    assert order.state == "to_pack"


def test_a_weight_is_put_right_before_it_leaves(desk: Client, order: SellerOrder) -> None:
    press(desk, order, "pack", "0.95")

    press(desk, order, "weigh", "0.92", seen=950)

    assert order.lines.get().weighed_g == 920


def test_who_comes_second_sees_what_the_first_wrote(desk: Client, order: SellerOrder) -> None:
    press(desk, order, "pack", "0.95")

    answer = press(desk, order, "weigh", "0.92")

    assert answer.status_code == 409
    assert "Somebody has just written 0.95 kg for it." in answer.content.decode()
    assert order.lines.get().weighed_g == 950
    line = order.lines.get()
    assert f'name="seen-{line.pk}" value="950"' in answer.content.decode()


def test_buyer_seller_and_staff_read_why_it_costs_less(
    desk: Client, order: SellerOrder, anan: User, settings: Any
) -> None:
    press(desk, order, "pack", "0.905")
    desk.post(f"/desk/orders/{order.number}/ship/")

    assert Refund.objects.get().amount == Decimal("11.40")
    assert "Back to the buyer" in desk.get(f"/desk/orders/{order.number}/").content.decode()
    letter = letter_for(Message.objects.get(kind="order_shipped"))
    for text in (letter.text, letter.html):
        assert "฿11.40 comes back to you" in text
        assert "Ordered 1 kg, weighed 0.905 kg: it was lighter" in text
    purchase = order.purchase
    buyer = Client()
    buyer.cookies["talat_language"] = "en"
    url = f"{purchase.get_absolute_url()}?t={purchase.token}"
    page = buyer.get(url, follow=True).content.decode()
    assert "it costs ฿108.60 and not ฿120" in page
    assert "฿11.40 comes back to you" in page
    assert "came when the goods were given back" not in page
    staff = Client()
    staff.force_login(anan)
    assert "11.40" in staff.get("/office/refunds-due/").content.decode()
    assert "11.40" in staff.get(f"/office/purchases/{purchase.number}/").content.decode()
    assert [one.promise.name for one in audit(gateway=False) if not one.holds] == []


def test_a_heavier_bag_is_told_as_a_gift(desk: Client, order: SellerOrder) -> None:
    press(desk, order, "pack", "1.05")
    desk.post(f"/desk/orders/{order.number}/ship/")

    page = desk.get(f"/desk/orders/{order.number}/").content.decode()
    assert "the 0.05 kg more are a gift of the shop" in page


def test_the_slip_says_what_was_weighed(desk: Client, order: SellerOrder) -> None:
    press(desk, order, "pack", "0.905")

    assert "0.905 kg" in desk.get(f"/desk/orders/{order.number}/slip/").content.decode()

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from community.people.models import SavedAddress, User
from community.sellers.models import Seller
from shop.checkout.models import Draft
from shop.delivery.models import DeliveryMethod
from shop.listings.models import Listing
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from tests.cast import make_community, make_delivery, make_listing, make_seller, variant_of
from tests.fakestripe import FakeStripe

pytestmark = pytest.mark.django_db
PLACE = "ช้างคลาน|เมืองเชียงใหม่|50"
ADDRESS = {
    "name": "สมชาย ใจดี",
    "phone": "๐๘๑ ๒๓๔ ๕๖๗๘",
    "postcode": "50100",
    "place": PLACE,
    "address": "12/3 ถนนท่าแพ",
}


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def honey(db: None) -> Listing:
    bees = make_seller("bees", name_th="ผึ้งลำไย")
    make_delivery(bees, "weight")
    make_delivery(bees, "pickup", community=make_community())
    return make_listing(bees, "260.00", 8, slug="honey", weight_g=900)


@pytest.fixture
def buyer(client: Client, scarf: Listing, honey: Listing) -> Client:
    """A guest with goods of two sellers in the basket."""
    for listing in (scarf, honey):
        client.post("/basket/add/", {"variant": variant_of(listing).product_id, "quantity": 1})
    return client


def choose_delivery(client: Client, kind: str = "weight") -> Any:
    chosen = {}
    for method in DeliveryMethod.objects.filter(kind__in=["flat", kind]):
        chosen[f"delivery-{method.seller_id}"] = method.pk
    return client.post("/checkout/delivery/", chosen)


def go_to_payment(client: Client) -> Any:
    client.post("/checkout/contact/", ADDRESS)
    choose_delivery(client)
    return client.get("/checkout/payment/")


def order(client: Client, page: Any, method: str = "promptpay") -> Any:
    return client.post("/checkout/payment/", {"shown": page.context["shown"], "method": method})


def test_a_guest_with_a_telephone_number_buys_from_two_sellers(
    till: FakeStripe, buyer: Client
) -> None:
    answer = order(buyer, go_to_payment(buyer))

    purchase = Purchase.objects.get()
    assert answer["Location"] == f"/pay/{purchase.number}/"
    assert (purchase.phone, purchase.email) == ("+66812345678", "")
    assert purchase.total == Decimal("1257.00")
    assert (purchase.subdistrict, purchase.province_name) == ("ช้างคลาน", "เชียงใหม่")
    page = buyer.get(answer["Location"]).content.decode()
    assert "฿1,257.00" in page
    assert "<svg" in page


def test_a_card_leads_to_the_gateways_page(till: FakeStripe, buyer: Client) -> None:
    answer = order(buyer, go_to_payment(buyer), "card")

    assert answer["Location"].startswith(till.url + "/c/pay/")
    till.do(Attempt.objects.get().gateway_id or "", "pay")
    back = buyer.get(f"/pay/{Purchase.objects.get().number}/return/")
    assert back["Location"] == f"/orders/{Purchase.objects.get().number}/"
    assert Purchase.objects.get().state == "paid"


def test_a_second_press_leads_to_the_same_purchase(till: FakeStripe, buyer: Client) -> None:
    page = go_to_payment(buyer)
    first = order(buyer, page)

    second = order(buyer, page)

    assert second["Location"] == first["Location"]
    assert Purchase.objects.count() == 1
    assert Attempt.objects.count() == 1


def test_a_changed_price_comes_back_with_both(till: FakeStripe, buyer: Client) -> None:
    page = go_to_payment(buyer)
    record = variant_of(Listing.objects.get(slug="scarf")).stock_record
    record.price = Decimal("999.00")
    record.save()

    answer = order(buyer, page)

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "890.00" in text
    assert "999.00" in text
    assert not Purchase.objects.exists()
    assert order(buyer, answer).status_code == 302


@pytest.mark.parametrize("path", ["delivery", "payment"])
def test_steps_cannot_be_skipped(buyer: Client, path: str) -> None:
    assert buyer.get(f"/checkout/{path}/")["Location"] == "/checkout/contact/"


def test_payment_needs_a_delivery_from_each_seller(buyer: Client) -> None:
    buyer.post("/checkout/contact/", ADDRESS)

    assert buyer.get("/checkout/payment/")["Location"] == "/checkout/delivery/"


@pytest.mark.parametrize("path", ["", "contact/", "delivery/", "payment/"])
def test_an_empty_basket_goes_back(client: Client, db: None, path: str) -> None:
    assert client.get(f"/checkout/{path}")["Location"] == "/basket/"


WRONG = [
    ("name", "", "name"),
    ("name", "ก" * 10_000, "name"),
    ("phone", "", "phone"),
    ("phone", "12", "phone"),
    ("phone", "โทรมาสิ", "phone"),
    ("email", "not-an-address", "email"),
    ("address", "", "address"),
    ("address", "x" * 10_000, "address"),
    ("address", "\x00\x07", "address"),
    ("postcode", "", "postcode"),
    ("postcode", "99999", "postcode"),
    ("postcode", "5010", "postcode"),
    ("postcode", "' OR 1=1", "postcode"),
    ("place", "", "place"),
    ("place", "nowhere|at all|99", "place"),
]


@pytest.mark.parametrize(("field", "typed", "beside"), WRONG)
def test_a_mistake_gets_a_sentence_beside_it_and_all_is_kept(
    buyer: Client, field: str, typed: str, beside: str
) -> None:
    answer = buyer.post("/checkout/contact/", {**ADDRESS, field: typed})

    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors[beside]
    kept = "address" if field != "address" else "name"
    assert form[kept].value() == ADDRESS[kept]
    assert not Draft.objects.exists()


def test_a_postcode_that_does_not_fit_the_province_is_told(buyer: Client) -> None:
    typed = {"subdistrict": "ป่าตอง", "district": "กะทู้", "province_code": "83", "place": ""}

    answer = buyer.post("/checkout/contact/", {**ADDRESS, **typed})

    assert list(answer.context["form"].errors) == ["postcode"]


def test_an_address_may_be_typed_by_hand_with_emoji(buyer: Client) -> None:
    typed = {
        "subdistrict": "ช้างคลาน",
        "district": "เมือง",
        "province_code": "50",
        "place": "",
        "address": "บ้าน\u200bสีฟ้า 🏡 \x07ซอย 3",
    }

    assert buyer.post("/checkout/contact/", {**ADDRESS, **typed}).status_code == 302
    assert Draft.objects.get().address == "บ้านสีฟ้า 🏡 ซอย 3"


def test_finding_places_keeps_what_was_typed(buyer: Client) -> None:
    answer = buyer.post("/checkout/contact/", {**ADDRESS, "place": "", "look_up": "1"})

    assert answer.status_code == 200
    form = answer.context["form"]
    assert form["name"].value() == "สมชาย ใจดี"
    assert (PLACE, "ช้างคลาน · เมืองเชียงใหม่ · เชียงใหม่") in form.places
    assert not form.errors


def test_english_readers_choose_in_english_and_parcels_read_thai(buyer: Client) -> None:
    buyer.cookies["talat_language"] = "en"

    form = buyer.post("/checkout/contact/", {**ADDRESS, "look_up": "1"}).context["form"]

    assert (PLACE, "Chang Khlan · Mueang Chiang Mai · Chiang Mai") in form.places


def test_who_picks_everything_up_needs_no_address(client: Client, honey: Listing) -> None:
    client.post("/basket/add/", {"variant": variant_of(honey).product_id, "quantity": 1})
    client.post("/checkout/contact/", {"name": "ป้าศรี", "phone": "0812345678", "picks_up": "on"})

    choices = client.get("/checkout/delivery/").context["choices"]
    assert [offer.quote.method.kind for offer in choices[0].offers] == ["pickup"]
    choose_delivery(client, "pickup")
    assert client.get("/checkout/payment/").context["quote"].delivery == Decimal("0.00")


def test_another_sellers_delivery_is_refused(buyer: Client, scarf: Listing) -> None:
    buyer.post("/checkout/contact/", ADDRESS)
    foreign = DeliveryMethod.objects.exclude(seller=scarf.seller).first()
    assert foreign is not None

    answer = buyer.post("/checkout/delivery/", {f"delivery-{scarf.seller_id}": foreign.pk})

    assert answer.status_code == 422
    assert [choice.is_missing for choice in answer.context["choices"]] == [True, True]


def test_a_parcel_too_heavy_is_told(client: Client, db: None) -> None:
    bees = make_seller("bees")
    make_delivery(bees, "weight")
    honey = make_listing(bees, stock=50, weight_g=900)
    client.post("/basket/add/", {"variant": variant_of(honey).product_id, "quantity": 9})
    client.post("/checkout/contact/", ADDRESS)

    assert client.get("/checkout/delivery/").context["choices"][0].offers == []


@pytest.mark.parametrize("method", ["", "cash", "card'--"])
def test_a_way_to_pay_must_be_chosen(buyer: Client, method: str) -> None:
    answer = order(buyer, go_to_payment(buyer), method)

    assert answer.status_code == 422
    assert answer.context["method_error"]
    assert not Purchase.objects.exists()


def test_posted_totals_change_nothing(till: FakeStripe, buyer: Client) -> None:
    page = go_to_payment(buyer)
    posted = {"shown": page.context["shown"], "method": "promptpay", "total": "1.00"}

    buyer.post("/checkout/payment/", {**posted, "amount": "1", "currency": "JPY"})

    assert Attempt.objects.get().amount == Decimal("1257.00")


def test_a_draft_survives_and_follows_the_basket(buyer: Client) -> None:
    buyer.post("/checkout/contact/", ADDRESS)

    later = Client()
    later.cookies["talat_basket"] = buyer.cookies["talat_basket"].value

    assert later.get("/checkout/contact/").context["form"]["name"].value() == "สมชาย ใจดี"


def test_an_account_fills_the_form(client: Client, scarf: Listing, somchai: User) -> None:
    SavedAddress.objects.create(
        user=somchai,
        name="สมชาย ใจดี",
        phone="+66812345678",
        address="12/3",
        subdistrict="ช้างคลาน",
        district="เมืองเชียงใหม่",
        province_code="50",
        postcode="50100",
        is_default=True,
    )
    client.force_login(somchai)
    client.post("/basket/add/", {"variant": variant_of(scarf).product_id, "quantity": 1})

    form = client.get("/checkout/contact/").context["form"]

    assert (form["place"].value(), form["phone"].value()) == (PLACE, "081 234 5678")


def test_another_persons_address_is_not_found(
    client: Client, scarf: Listing, somchai: User, krit: User
) -> None:
    theirs = SavedAddress.objects.create(user=somchai, name="x", phone="x", address="x")
    client.force_login(krit)
    client.post("/basket/add/", {"variant": variant_of(scarf).product_id, "quantity": 1})

    assert client.get(f"/checkout/contact/?saved={theirs.pk}").status_code == 404


def test_stock_is_not_hoarded_by_unpaid_purchases(till: FakeStripe, buyer: Client) -> None:
    scarf = Listing.objects.get(slug="scarf")
    for _ in range(3):
        order(buyer, go_to_payment(buyer))
        buyer.post("/basket/add/", {"variant": variant_of(scarf).product_id, "quantity": 1})

    answer = order(buyer, go_to_payment(buyer))

    assert answer["Location"] == "/orders/"
    assert Purchase.objects.count() == 3


def test_what_was_sold_while_paying_goes_back_to_the_basket(
    till: FakeStripe, buyer: Client
) -> None:
    page = go_to_payment(buyer)
    Listing.objects.filter(slug="scarf").update(state="withdrawn")

    assert order(buyer, page)["Location"] == "/basket/"
    assert not Purchase.objects.exists()


def test_an_address_changed_in_another_tab_is_told(till: FakeStripe, buyer: Client) -> None:
    page = go_to_payment(buyer)
    buyer.post("/checkout/contact/", {**ADDRESS, "address": "99 ถนนอื่น"})

    answer = order(buyer, page)

    assert answer.status_code == 409
    assert [change.what for change in answer.context["changes"]] == ["contact"]
    assert not Purchase.objects.exists()


def test_a_second_press_finds_the_purchase_though_the_answer_was_lost(
    till: FakeStripe, buyer: Client
) -> None:
    page = go_to_payment(buyer)
    order(buyer, page)
    session = buyer.session
    session.pop("purchases")
    session.save()

    again = order(buyer, page)

    number = Purchase.objects.get().number
    assert again["Location"] == f"/pay/{number}/"
    assert buyer.get(f"/pay/{number}/").status_code == 200

"""The screens of money that goes back: the buyer's, the shop's, the staff's."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from community.people.models import User
from shop.disputes.models import Dispute
from shop.fulfilment.moves import mark_shipped
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.shop.refunds.paid import book, paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ")


@pytest.fixture
def share(mali: User) -> SellerOrder:
    """3 baskets at ฿100 and ฿40 delivery that Somchai bought."""
    listing = make_listing(make_seller(owner=mali), price="100.00", stock=10)
    return share_of(paid_purchase(listing, quantity=3, user=make_user(email="s@example.org")))


def photo() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(file, "JPEG")
    return SimpleUploadedFile("cup.jpg", file.getvalue(), "image/jpeg")


def browser(person: User) -> Client:
    client = Client()
    client.cookies["talat_language"] = "en"
    client.force_login(person)
    return client


def sent(share: SellerOrder, mali: User) -> SellerOrder:
    mark_shipped(share, mali)
    share.refresh_from_db()
    return share


def asked(share: SellerOrder, **typed: Any) -> tuple[Client, Any]:
    client = browser(share.purchase.user)
    line = share.lines.get().pk
    answer = client.post(
        f"/refunds/ask/{share.number}/", {f"line-{line}": "1", "reason": "damaged", **typed}
    )
    return client, answer


def test_a_buyer_asks_with_a_photo_and_the_shop_says_yes(share: SellerOrder, mali: User) -> None:
    sent(share, mali)
    client, answer = asked(share, note="แตก", photo=photo())
    refund = Refund.objects.get()
    assert (answer.status_code, refund.state, refund.photos.count()) == (302, "requested", 1)
    shown = client.get(f"/refunds/photos/{refund.photos.get().key}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")

    desk = browser(mali)
    assert "asks for ฿100.00" in desk.get(f"/desk/orders/{share.number}/refund/").content.decode()
    desk.post(f"/desk/orders/{share.number}/refund/{refund.pk}/", {"act": "approve"})

    refund.refresh_from_db()
    assert refund.state == "approved"
    assert "goes back" in client.get(f"/orders/{share.purchase.number}/").content.decode()
    assert book() == []


def test_what_a_buyer_asks_stands_on_the_shops_today(share: SellerOrder, mali: User) -> None:
    sent(share, mali)
    asked(share)

    today = browser(mali).get("/desk/").content.decode()

    assert "The buyer asks for ฿100.00" in today
    assert f'href="/desk/orders/{share.number}/refund/"' in today


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"line": "4"}, "There are 3 of it."),
        ({"line": "0"}, "Write at least for one of the goods how many."),
        ({"reason": ""}, "Choose what is wrong."),
    ],
)
def test_what_was_typed_stays_with_one_sentence(
    share: SellerOrder, mali: User, typed: dict[str, str], sentence: str
) -> None:
    sent(share, mali)
    if number := typed.pop("line", ""):
        typed[f"line-{share.lines.get().pk}"] = number

    _, answer = asked(share, note="แตกหมด", **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "แตกหมด" in page


def test_a_shop_cancels_what_it_cannot_send(share: SellerOrder, mali: User) -> None:
    desk = browser(mali)
    line = share.lines.get().pk
    page = f"/desk/orders/{share.number}/refund/"

    wrong = desk.post(page, {f"line-{line}": "9", "key": "a" * 32})
    assert (wrong.status_code, "There are 3 of it." in wrong.content.decode()) == (422, True)
    for _ in range(2):  # pressed twice
        desk.post(page, {f"line-{line}": "3", "to_shelf": "on", "key": "a" * 32})

    share.refresh_from_db()
    assert (share.state, Refund.objects.get().amount) == ("cancelled", Decimal("340.00"))
    assert (
        "what was paid for it goes back"
        in desk.get(f"/desk/orders/{share.number}/").content.decode()
    )
    buyer = browser(share.purchase.user).get(f"/orders/{share.purchase.number}/").content.decode()
    assert "Your money goes back" in buyer
    assert "Thank you, it is paid" not in buyer


@pytest.mark.parametrize(
    ("typed", "amount"),
    [({"money": "12.34"}, "12.34"), ({"delivery": "on"}, "40.00"), ({"line": "2"}, "200.00")],
)
def test_a_shop_gives_back_pieces_money_or_delivery(
    share: SellerOrder, mali: User, typed: dict[str, str], amount: str
) -> None:
    sent(share, mali)
    if number := typed.pop("line", ""):
        typed[f"line-{share.lines.get().pk}"] = number

    browser(mali).post(f"/desk/orders/{share.number}/refund/", {"reason": "goodwill", **typed})

    assert Refund.objects.get().amount == Decimal(amount)
    assert book() == []


def test_a_shop_gives_back_no_more_than_is_left(share: SellerOrder, mali: User) -> None:
    sent(share, mali)
    page = f"/desk/orders/{share.number}/refund/"

    answer = browser(mali).post(page, {"reason": "goodwill", "money": "300.01"})

    assert answer.status_code == 422
    assert "at most ฿300.00 can go back" in answer.content.decode()


def test_a_parcel_came_back(share: SellerOrder, mali: User) -> None:
    sent(share, mali)

    browser(mali).post(f"/desk/orders/{share.number}/returned/", {"to_shelf": "on"})

    share.refresh_from_db()
    assert (share.state, Refund.objects.get().amount) == ("returned", Decimal("300.00"))


def by_hand(share: SellerOrder, mali: User) -> Refund:
    from shop.fulfilment.cancelling import cancel_whole
    from shop.refunds.sending import send

    refund = cancel_whole(share, mali, to_shelf=True)
    Refund.objects.update(way="manual")
    return send(Refund.objects.get(pk=refund.pk if refund else 0))


def test_more_than_was_asked_is_said_beside_the_field(share: SellerOrder, mali: User) -> None:
    asked(sent(share, mali))
    refund = Refund.objects.get()

    answer = browser(make_staff()).post(
        f"/office/money/refunds/{refund.pk}/",
        {"act": "approve", "goods": "9999", "answer": "Sorry"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="9999"' in page
    assert 'value="Sorry"' in page
    refund.refresh_from_db()
    assert refund.state == "requested"


def test_a_buyer_names_an_account_and_staff_pay(share: SellerOrder, mali: User) -> None:
    refund = by_hand(share, mali)
    buyer, office = browser(share.purchase.user), browser(make_staff())
    page = f"/refunds/{share.purchase.number}/{refund.pk}/account/"
    account = {"kind": "bank", "bank": "004", "number": "123", "holder": "สมชาย ใจดี"}

    wrong = buyer.post(page, account)
    assert (wrong.status_code, "10 digits" in wrong.content.decode()) == (422, True)
    assert "สมชาย ใจดี" in wrong.content.decode()
    buyer.post(page, {**account, "number": "123-4-56789-0"})
    refund.refresh_from_db()
    assert (refund.bank_code, refund.bank_number) == ("004", "1234567890")

    staff_page = f"/office/money/refunds/{refund.pk}/"
    assert "1234567890" not in office.get(staff_page).content.decode()
    assert "1234567890" in office.post(staff_page, {"act": "show"}).content.decode()
    assert office.post(staff_page, {"act": "pay", "reference": ""}).status_code == 422
    office.post(staff_page, {"act": "pay", "reference": "KTB-1"})
    refund.refresh_from_db()
    assert (refund.state, refund.bank_reference) == ("done", "KTB-1")
    assert "It is paid back." in buyer.get(f"/refunds/{share.purchase.number}/").content.decode()


def test_the_market_decides_a_complaint(share: SellerOrder, mali: User) -> None:
    sent(share, mali)
    buyer, _ = asked(share)
    refund = Refund.objects.get()
    no = f"/desk/orders/{share.number}/refund/{refund.pk}/"
    assert browser(mali).post(no, {"act": "refuse"}).status_code == 422
    browser(mali).post(no, {"act": "refuse", "answer": "ห่อดีแล้ว"})
    buyer.post(f"/refunds/{share.purchase.number}/{refund.pk}/complaint/", {"text": "แตกจริง"})
    dispute = Dispute.objects.get()
    office, page = browser(make_staff()), f"/office/money/disputes/{dispute.pk}/"
    assert "แตกจริง" in office.get(page).content.decode()
    assert office.get("/office/money/disputes/").status_code == 200

    verdict = {"what": "settle", "act": "buyer", "bearer": "marketplace", "answer": "แตกตอนส่ง"}
    assert office.post(page, {**verdict, "amount": "100.01"}).status_code == 422
    office.post(page, verdict)

    dispute.refresh_from_db()
    assert (dispute.state, dispute.bearer) == ("lost", "marketplace")
    assert dispute.refund is not None
    assert dispute.refund.amount == Decimal("100.00")
    assert book() == []

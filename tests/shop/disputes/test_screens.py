"""What a shop says to a dispute, on its desk; and how lists grow."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from community.people.models import User
from shop.disputes.models import Dispute, Evidence
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.shop.refunds.paid import paid_purchase
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ")


@pytest.fixture
def share(mali: User) -> SellerOrder:
    listing = make_listing(make_seller(owner=mali), price="100.00", stock=50)
    return share_of(paid_purchase(listing, user=make_user("s@example.org")))


def browser(person: User) -> Client:
    client = Client()
    client.cookies["talat_language"] = "en"
    client.force_login(person)
    return client


def chargeback(share: SellerOrder, name: str = "dp_1") -> Dispute:
    attempt = Attempt.objects.get(payment__purchase=share.purchase)
    return Dispute.objects.create(
        kind="chargeback",
        purchase=share.purchase,
        attempt=attempt,
        amount="140.00",
        gateway_id=name,
    )


def photo() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(file, "JPEG")
    return SimpleUploadedFile("cup.jpg", file.getvalue(), "image/jpeg")


def test_a_shop_sends_words_and_a_photo(share: SellerOrder, mali: User) -> None:
    dispute, desk = chargeback(share), browser(mali)
    page = f"/desk/orders/{share.number}/dispute/{dispute.pk}/"
    assert page in desk.get(f"/desk/orders/{share.number}/").content.decode()

    wrong = desk.post(page, {"text": ""})
    sent = desk.post(page, {"text": "ส่งถึงแล้ว", "photo": photo()})

    assert (wrong.status_code, sent.status_code) == (422, 302)
    said = Evidence.objects.get()
    assert (said.text, said.of, said.seller_order) == ("ส่งถึงแล้ว", "seller", share)
    picture = f"/refunds/evidence/{said.photo_key}/"
    assert picture in desk.get(page).content.decode()
    seen = {
        person: browser(user).get(picture).status_code
        for person, user in (("mali", mali), ("anan", make_staff()), ("buyer", buyer_of(share)))
    }
    assert seen == {"mali": 200, "anan": 200, "buyer": 404}


def buyer_of(share: SellerOrder) -> User:
    assert share.purchase.user is not None
    return share.purchase.user


def test_decided_is_told_beside_the_form(share: SellerOrder, mali: User) -> None:
    dispute = chargeback(share)
    Dispute.objects.update(state="won")

    page = f"/desk/orders/{share.number}/dispute/{dispute.pk}/"
    answer = browser(mali).post(page, {"text": "ช้าไป"}, follow=True)

    assert "it is decided already" in answer.content.decode()
    assert not Evidence.objects.exists()


def queries(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("page", "who"),
    [
        ("/office/money/refunds/", "staff"),
        ("/office/money/disputes/", "staff"),
        ("/office/purchases/", "staff"),
        ("/account/orders/", "buyer"),
        ("/desk/orders/{}/", "mali"),
    ],
)
def test_lists_ask_no_more_for_many(share: SellerOrder, mali: User, page: str, who: str) -> None:
    person = {"staff": make_staff, "buyer": lambda: buyer_of(share), "mali": lambda: mali}[who]()
    client, page = browser(person), page.format(share.number)
    fill(share, 1)
    few = queries(client, page)

    fill(share, 4)

    assert queries(client, page) <= few


def fill(share: SellerOrder, many: int) -> None:
    listing = make_listing_of(share)
    for _ in range(many):
        number = Refund.objects.count()
        other = share_of(make_purchase(listing, user=share.purchase.user))
        chargeback(other, f"dp_other_{number}")
        chargeback(share, f"dp_{number}")
        for one in (share, other):
            Refund.objects.create(**facts(one, f"refund:{one.number}:{number}"))


def make_listing_of(share: SellerOrder) -> Any:
    return share.lines.get().stock_record.variant.listing


def facts(share: SellerOrder, key: str) -> dict[str, Any]:
    attempt = Attempt.objects.get(payment__purchase=share.purchase)
    return {
        "purchase": share.purchase,
        "attempt": attempt,
        "seller_order": share,
        "key": key,
        "amount": "1.00",
        "goods": "1.00",
        "reason": "damaged",
        "way": "manual",
        "state": "approved",
    }

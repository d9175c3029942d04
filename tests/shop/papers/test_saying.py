"""A buyer says what is right on a tax invoice; its shop is told and puts it right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from community.channels.models import Notice
from community.channels.wording import text_of
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.papers.asking import ask
from shop.papers.issuing import PartlyRefunded, issue_for_refund, issue_for_sale
from shop.papers.letterheads import Party
from shop.papers.mending import NothingWrong, mend
from shop.papers.models import InvoiceRequest, Letterhead, Paper
from shop.papers.saying import said_right, said_wrong, say_right
from shop.purchases.models import SellerOrder
from tests.cast import make_user
from tests.issued import COMPANY, give_back, make_letterhead, purchase_of, sell

pytestmark = pytest.mark.django_db
RIGHT: Party = {**COMPANY, "tax_id": "0503500000016"}


@pytest.fixture
def share(malis_shop: Seller, somchai: User) -> SellerOrder:
    make_letterhead(malis_shop)
    return sell(malis_shop, user=somchai)


@pytest.fixture
def wrong(share: SellerOrder) -> Iterator[Paper]:
    with time_machine.travel("2026-11-20 12:00+07:00"):
        ask(purchase_of(share), COMPANY)
    with time_machine.travel("2026-12-20 12:00+07:00"):
        yield Paper.objects.get()


def english(client: Client, user: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(user)
    return client


def test_the_shop_is_told_and_nothing_issued_is_changed(
    wrong: Paper, share: SellerOrder, malis_shop: Seller, mali: User
) -> None:
    packer = make_user("packer@example.org", name="Packer")
    SellerMember.objects.create(seller=malis_shop, user=packer, role=SellerMember.Role.PACKER)

    found = say_right(purchase_of(share), RIGHT)

    assert found == [wrong]
    assert Paper.objects.get().data["buyer"] == COMPANY
    assert said_right(wrong) == RIGHT
    notice = Notice.objects.get(kind="invoice_wrong")
    assert notice.user == mali
    assert wrong.number in text_of(notice)
    assert f"/desk/money/papers/{wrong.pk}/right/" in text_of(notice)


def test_once_it_is_put_right_nothing_waits(wrong: Paper, share: SellerOrder, mali: User) -> None:
    say_right(purchase_of(share), RIGHT)

    with time_machine.travel("2026-12-21 12:00+07:00"):
        new = mend(wrong, {**RIGHT, "branch": ""}, mali)  # the shop knows better

    assert not said_wrong(Paper.objects.all())
    assert said_right(new) is None


def test_what_is_not_issued_yet_is_made_out_as_said_last(
    share: SellerOrder, malis_shop: Seller
) -> None:
    Letterhead.objects.update(address="")
    ask(purchase_of(share), COMPANY)

    assert say_right(purchase_of(share), RIGHT) == []
    Letterhead.objects.update(address="12 หมู่ 3 แม่แจ่ม 50270")

    assert issue_for_sale(share.pk).data["buyer"] == RIGHT
    assert not Notice.objects.filter(kind="invoice_wrong")


def test_it_refuses_what_is_no_news_or_too_late(wrong: Paper, share: SellerOrder) -> None:
    with pytest.raises(NothingWrong):
        say_right(purchase_of(share), COMPANY)
    issue_for_refund(give_back(share, "10.00").pk)
    with pytest.raises(PartlyRefunded):
        say_right(purchase_of(share), RIGHT)

    assert InvoiceRequest.objects.get().tax_id == COMPANY["tax_id"]


def test_said_and_taken_back_nothing_is_wrong(wrong: Paper, share: SellerOrder) -> None:
    say_right(purchase_of(share), RIGHT)

    assert say_right(purchase_of(share), COMPANY) == []
    assert said_right(wrong) is None


def test_from_the_buyers_page_to_the_new_invoice(
    client: Client, wrong: Paper, share: SellerOrder, somchai: User, mali: User, anan: User
) -> None:
    papers = f"/orders/{purchase_of(share).number}/papers/"
    english(client, somchai)
    form = client.get(f"{papers}invoice/").content.decode()
    told = client.post(f"{papers}invoice/", RIGHT, follow=True).content.decode()
    english(client, anan)
    office = client.get("/office/money/papers/").content.decode()
    english(client, mali)
    desk = client.get("/desk/money/papers/").content.decode()
    right = client.get(f"/desk/money/papers/{wrong.pk}/right/").content.decode()

    assert COMPANY["tax_id"] in form
    assert "The shop is told." in told
    assert f"You said that {wrong.number} is made out wrongly." in told
    assert "Made out wrongly, as the buyer says" in desk
    assert f"/office/money/papers/{wrong.pk}/right/" in office
    assert "The buyer wrote below what is right." in right
    assert RIGHT["tax_id"] in right


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"tax_id": "0105500000012"}, "the last one does not fit"),
        ({"branch": "two"}, "A branch number has up to 5 digits"),
        ({}, "This is what you wrote before. Change what is wrong."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    client: Client,
    wrong: Paper,
    share: SellerOrder,
    somchai: User,
    typed: dict[str, str],
    sentence: str,
) -> None:
    path = f"/orders/{purchase_of(share).number}/papers/invoice/"

    answer = english(client, somchai).post(path, {**COMPANY, **typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert COMPANY["name"] in answer.content.decode()
    assert not said_wrong(Paper.objects.all())

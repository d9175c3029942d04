"""A tax invoice made out wrongly: another takes its place, and both stay as they were written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.papers.asking import ask
from shop.papers.books import PAPER_PROMISES
from shop.papers.issuing import PartlyRefunded, issue_for_refund, issue_for_sale, paper_of
from shop.papers.letterheads import Party
from shop.papers.mending import NotAnInvoice, NothingWrong, ReplacedAlready, mend
from shop.papers.models import Paper
from shop.papers.paper_pdf import paper_pdf
from shop.papers.shown import show_paper
from shop.purchases.models import SellerOrder
from tests.issued import COMPANY, give_back, make_letterhead, purchase_of, sell

pytestmark = pytest.mark.django_db
RIGHT: Party = {**COMPANY, "name": "บริษัท ดอยคำนึง (1999) จำกัด", "branch": ""}


@pytest.fixture
def share(malis_shop: Seller, somchai: User) -> SellerOrder:
    make_letterhead(malis_shop)
    return sell(malis_shop, user=somchai)


@pytest.fixture
def wrong(share: SellerOrder) -> Iterator[Paper]:
    with time_machine.travel("2026-11-20 12:00+07:00"):
        ask(purchase_of(share), COMPANY)
    with time_machine.travel("2026-12-03 12:00+07:00"):
        yield Paper.objects.get()


def english(client: Client, user: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(user)
    return client


def test_a_new_one_takes_its_place_and_nothing_else_is_different(wrong: Paper, mali: User) -> None:
    new = mend(wrong, RIGHT, mali)

    assert (new.number, new.kind, new.replaces) == ("TX2569-000002", "full", wrong)
    assert (new.total, new.vat, new.data["lines"]) == (wrong.total, wrong.vat, wrong.data["lines"])
    assert new.data["buyer"] == RIGHT
    assert Paper.objects.get(pk=wrong.pk).data["buyer"] == COMPANY
    assert not [promise.name for promise in PAPER_PROMISES if promise.broken()]
    act = Act.objects.get(verb="papers.mended")
    assert (act.actor, act.details) == (mali, {"number": wrong.number, "by": new.number})


def test_it_has_the_date_of_the_old_one_and_each_says_which_the_other_is(
    wrong: Paper, mali: User
) -> None:
    new = mend(wrong, RIGHT, mali)

    with translation.override("en"):
        shown = show_paper(new)
    assert shown.facts[:3] == [
        ("Number", "TX2569-000002"),
        ("Date", "20 November 2026"),
        ("Written on", "3 December 2026"),
    ]
    assert shown.notes == [
        "Cancels tax invoice TX2569-000001 of 20 November 2026 and takes its place."
    ]
    assert "TX2569-000002" in text_of(Paper.objects.get(pk=wrong.pk))


def text_of(paper: Paper) -> str:
    import pypdfium2

    return str(pypdfium2.PdfDocument(paper_pdf(paper))[0].get_textpage().get_text_range())


def test_a_mistake_in_the_new_one_is_put_right_again(wrong: Paper, mali: User) -> None:
    second = mend(wrong, RIGHT, mali)

    third = mend(second, COMPANY, mali)

    assert [third.number, third.data["dated"]] == ["TX2569-000003", "2026-11-20"]
    assert third.seller_order
    assert paper_of(third.seller_order) == third
    assert issue_for_sale(third.seller_order_id or 0) == third


def test_what_is_given_back_later_names_the_right_one(wrong: Paper, mali: User) -> None:
    new = mend(wrong, RIGHT, mali)
    assert new.seller_order

    note = issue_for_refund(give_back(new.seller_order, "10.00").pk)

    assert (note.credits, note.data["buyer"]) == (new, RIGHT)
    assert note.data["of"]["day"] == "2026-11-20"


def test_it_refuses_what_cannot_be_put_right(
    wrong: Paper, share: SellerOrder, malis_shop: Seller, mali: User
) -> None:
    short = issue_for_sale(sell(malis_shop).pk)

    with pytest.raises(NothingWrong):
        mend(wrong, COMPANY, mali)
    with pytest.raises(NotAnInvoice):
        mend(short, RIGHT, mali)
    new = mend(wrong, RIGHT, mali)
    with pytest.raises(ReplacedAlready) as refused:
        mend(wrong, RIGHT, mali)
    issue_for_refund(give_back(share, "10.00").pk)
    with pytest.raises(PartlyRefunded):
        mend(new, COMPANY, mali)

    assert refused.value.number == new.number


@pytest.mark.parametrize("who", ["desk", "office"])
def test_its_shop_and_staff_put_it_right_on_a_page(
    client: Client, wrong: Paper, mali: User, anan: User, who: str
) -> None:
    english(client, mali if who == "desk" else anan)
    path = f"/{who}/money/papers/{wrong.pk}/"
    assert f"{path}right/" in client.get(path).content.decode()
    form = client.get(f"{path}right/").content.decode()
    answer = client.post(f"{path}right/", RIGHT, follow=True)

    new = Paper.objects.get(replaces=wrong)
    assert COMPANY["name"] in form
    assert f"{new.number} takes the place of {wrong.number}" in answer.content.decode()
    assert f"Void: {new.number} takes its place." in client.get(path).content.decode()
    again = client.post(f"{path}right/", COMPANY, follow=True).content.decode()
    assert f"{new.number} took its place already." in again
    assert Paper.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"tax_id": "0105500000012"}, "the last one does not fit"),
        ({"address": ""}, "needs the full address: house number, road"),
        ({}, "This is what stands on it already. Change what is wrong."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    client: Client, wrong: Paper, mali: User, typed: dict[str, str], sentence: str
) -> None:
    path = f"/desk/money/papers/{wrong.pk}/right/"

    answer = english(client, mali).post(path, {**COMPANY, **typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert COMPANY["name"] in answer.content.decode()
    assert Paper.objects.count() == 1


def test_a_shops_order_leads_to_its_papers(client: Client, wrong: Paper, mali: User) -> None:
    assert wrong.seller_order
    new = mend(wrong, RIGHT, mali)

    page = english(client, mali).get(f"/desk/orders/{wrong.seller_order.number}/").content.decode()

    assert f"/desk/money/papers/{wrong.pk}/" in page
    assert f"/desk/money/papers/{new.pk}/" in page

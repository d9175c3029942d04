"""Papers and statements as their owners open them."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from community.people.models import User
from community.sellers.models import Seller
from shop.ledger.accounts import BANK, of_seller
from shop.ledger.posting import Draft, Row, What, post
from shop.papers.demo import head_papers
from shop.papers.issuing import issue_for_sale
from shop.papers.letterheads import can_invoice
from shop.papers.models import Letterhead, Paper
from shop.papers.paper_pdf import paper_pdf
from shop.purchases.models import SellerOrder
from tests.issued import COMPANY, make_letterhead, purchase_of, sell

pytestmark = pytest.mark.django_db
NOW = timezone.localdate()
MONTH = f"/desk/money/statements/{NOW:%Y-%m}"


@pytest.fixture
def sold(malis_shop: Seller, somchai: User) -> SellerOrder:
    return sell(malis_shop, "175.00", 2, user=somchai)


def told(client: Client, path: str, **more: Any) -> str:
    answer = client.get(path, headers={"accept-language": "en"}, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def papers_path(share: SellerOrder, rest: str = "") -> str:
    return f"/orders/{purchase_of(share).number}/papers/{rest}"


def english(client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    return client


def test_a_buyer_opens_the_receipt_of_a_purchase_just_paid(
    client: Client, sold: SellerOrder, somchai: User
) -> None:
    english(client).force_login(somchai)

    page = told(client, papers_path(sold))

    paper = Paper.objects.get()
    assert paper.number in page
    assert "฿390.00" in told(client, papers_path(sold, f"{paper.pk}/"))
    assert "สามร้อยเก้าสิบบาทถ้วน" in told(client, papers_path(sold, f"{paper.pk}/"))


def test_a_pdf_is_a_file_and_the_same_each_time(
    client: Client, sold: SellerOrder, somchai: User
) -> None:
    client.force_login(somchai)
    paper = issue_for_sale(sold.pk)

    answer = client.get(papers_path(sold, f"{paper.pk}.pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{paper.number}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == paper_pdf(paper)
    assert "390.00" in pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()


def test_a_stranger_finds_no_paper(client: Client, sold: SellerOrder, krit: User) -> None:
    client.force_login(krit)
    paper = issue_for_sale(sold.pk)

    answers = [
        client.get(papers_path(sold, rest)) for rest in ("", f"{paper.pk}/", f"{paper.pk}.pdf")
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_buyer_asks_for_a_full_invoice(client: Client, malis_shop: Seller, somchai: User) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop, user=somchai)
    english(client).force_login(somchai)

    answer = client.post(papers_path(share, "invoice/"), {**COMPANY, "tax_id": "0-1055-00000-01-1"})

    assert answer.status_code == 302
    assert Paper.objects.get(kind="full").data["buyer"] == COMPANY
    assert "made out to" in told(client, papers_path(share))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"tax_id": "123"}, "A tax ID has 13 digits."),
        ({"tax_id": "0105500000012"}, "the last one does not fit"),
        ({"tax_id": "๐๑๐๕๕๐๐๐๐๐๐๑๒"}, "the last one does not fit"),
        ({"branch": "two"}, "A branch number has up to 5 digits"),
        ({"branch": "123456"}, "A branch number has up to 5 digits"),
        ({"name": ""}, "A tax invoice needs the name it is made out to."),
        ({"address": "\u200b"}, "needs the full address: house number, road"),
        ({"name": "ก" * 161}, "too long"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(
    client: Client, malis_shop: Seller, somchai: User, typed: dict[str, str], sentence: str
) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop, user=somchai)
    english(client).force_login(somchai)

    answer = client.post(papers_path(share, "invoice/"), {**COMPANY, **typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert COMPANY["branch" if "name" in typed else "name"] in answer.content.decode()
    assert not Paper.objects.exists()


def test_the_shop_is_asked_for_its_heading(client: Client, mali: User, malis_shop: Seller) -> None:
    english(client).force_login(mali)
    said = {"legal_name": "กี่แม่มะลิ", "vat_registered": "on"}

    refused = client.post("/desk/money/papers/heading/", said)
    kept = client.post(
        "/desk/money/papers/heading/",
        {**said, "address": "12 หมู่ 3 แม่แจ่ม 50270", "tax_id": "0503500000016", "branch": "0"},
    )

    assert refused.status_code == 422
    assert "A tax invoice needs your full address." in refused.content.decode()
    assert kept.status_code == 302
    assert Letterhead.objects.get().branch == ""
    assert Seller.objects.get(pk=malis_shop.pk).vat_registered


def test_a_month_shows_where_each_number_comes_from(
    client: Client, sold: SellerOrder, mali: User
) -> None:
    english(client).force_login(mali)

    page, sale = told(client, f"{MONTH}/"), told(client, f"{MONTH}/?what=sale")

    assert "฿350.00" in page
    assert sold.number in sale
    assert "−฿17.50" in page
    assert "You sold for ฿350, in 1 order." in page


def test_months_that_cannot_be_are_not_there(client: Client, mali: User) -> None:
    client.force_login(mali)
    bad = ["2026-13", "2026-0", "1999-01", "2999-01", "99999999999999999999-1"]

    found = [client.get(f"/desk/money/statements/{month}/").status_code for month in bad]

    assert found == [404] * 5
    assert client.get(f"{MONTH}.exe").status_code == 404
    assert client.get("/desk/money/years/2999/").status_code == 404


@pytest.mark.parametrize("query", ["?what=nonsense", "?page=9999", "?page=x", "?what=%00"])
def test_a_strange_question_shows_the_month(client: Client, mali: User, query: str) -> None:
    client.force_login(mali)

    assert client.get(f"{MONTH}/{query}").status_code == 200


def test_a_months_workbook_has_numbers_and_no_formula(
    client: Client, sold: SellerOrder, mali: User, malis_shop: Seller
) -> None:
    client.force_login(mali)
    rows = [Row(of_seller(malis_shop.pk), 500, What.PAYOUT), Row(BANK, -500)]
    post(Draft("payout:x", "payout", rows, note="=HYPERLINK(1)"))

    book = load_workbook(io.BytesIO(client.get(f"{MONTH}.xlsx").content))

    sums, listed = book.worksheets
    assert sums.cell(sums.max_row, 2).value == Decimal("367.5")
    assert sum(row[-1].value for row in listed.iter_rows(min_row=2)) == 367.5
    assert "'=HYPERLINK(1)" in [cell.value for row in listed.iter_rows() for cell in row]


def test_a_year_counts_what_buyers_paid(client: Client, sold: SellerOrder, mali: User) -> None:
    english(client).force_login(mali)

    page = told(client, f"/desk/money/years/{NOW.year}/")

    assert "฿390.00" in page  # income, before commission
    assert "฿17.50" in page
    assert client.get(f"/desk/money/years/{NOW.year}.pdf").content.startswith(b"%PDF")
    assert client.get(f"/desk/money/years/{NOW.year}.xlsx").status_code == 200
    assert client.get(f"{MONTH}.pdf").content.startswith(b"%PDF")


def test_a_month_costs_as_many_queries_for_one_sale_as_for_many(
    client: Client,
    sold: SellerOrder,
    mali: User,
    malis_shop: Seller,
    django_assert_max_num_queries: Any,
) -> None:
    client.force_login(mali)
    client.get(f"{MONTH}/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(f"{MONTH}/")
    for _ in range(3):
        sell(malis_shop)

    with django_assert_max_num_queries(len(one)):
        client.get(f"{MONTH}/")


def test_a_paper_of_a_day_long_ago_reads_in_the_buddhist_era(
    client: Client, sold: SellerOrder, somchai: User
) -> None:
    client.force_login(somchai)
    paper = issue_for_sale(sold.pk)

    page = client.get(papers_path(sold, f"{paper.pk}/")).content.decode()

    assert str(datetime.now(tz=timezone.get_current_timezone()).year + 543) in page
    assert "ใบเสร็จรับเงิน" in page


@pytest.mark.parametrize("asked", ["{number}", "{order}", "mali", "", "\x00", "%27%3B--"])
def test_staff_find_a_paper(client: Client, sold: SellerOrder, anan: User, asked: str) -> None:
    english(client).force_login(anan)
    paper = issue_for_sale(sold.pk)
    words = asked.format(number=paper.number.lower(), order=sold.number)

    page = client.get("/office/money/papers/", {"q": words})

    assert page.status_code == 200
    assert (paper.number in page.content.decode()) == ("%" not in asked)
    assert paper.number in told(client, f"/office/money/papers/{paper.pk}/")


def test_a_shop_of_the_demo_heads_its_papers(malis_shop: Seller) -> None:
    Seller.objects.filter(pk=malis_shop.pk).update(vat_registered=True)

    head_papers()

    assert can_invoice(malis_shop)

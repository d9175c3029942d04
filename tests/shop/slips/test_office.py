"""Staff: the queue of slips, statements, and what each line of the bank is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.people.models import User
from shop.listings.models import Listing
from shop.payments.models import Payment
from shop.purchases.models import Purchase
from shop.slips.models import BankFile, BankLine, Slip
from shop.slips.sending import Typed, send_slip
from tests.shop.slips.hand_purchases import to_the_market
from tests.shop.slips.slip_photos import slip_of, uploaded
from tests.shop.slips.statements import LAYOUTS, TWO_COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(payment: Payment) -> Slip:
    return send_slip(payment, uploaded(slip_of()), Typed(), None)


@pytest.fixture
def office(anan: User, client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


def bring(office: Client, text: str = TWO_COLUMNS, encoding: str = "cp874") -> Any:
    file = SimpleUploadedFile("november.csv", text.encode(encoding), content_type="text/csv")
    return office.post(reverse("office:bank"), {"file": file})


def decide(office: Client, slip: Slip, **fields: str) -> Any:
    return office.post(reverse("office:slip", args=[slip.key]), fields, follow=True)


def line_of(amount: str) -> BankLine:
    return BankLine.objects.get(amount=amount)


def test_staff_confirm_what_is_in_the_account(office: Client, slip: Slip) -> None:
    listed = office.get(reverse("office:slips")).content.decode()
    answer = decide(office, slip, act="confirm", amount="420")

    assert "K7Q2-9XMD" in listed
    assert "Booked: the purchase is paid." in answer.content.decode()
    assert Purchase.objects.get().is_paid


def test_after_one_comes_the_next(office: Client, slip: Slip, hankie: Listing) -> None:
    other = send_slip(
        to_the_market(hankie), uploaded(slip_of(reference="016326091512ABC00009")), Typed(), None
    )

    answer = decide(office, slip, act="refuse", why="no_money")

    assert answer.redirect_chain[-1][0] == reverse("office:slip", args=[other.key])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"act": "confirm", "amount": "x"}, "Write the price as a number"),
        ({"act": "confirm", "amount": "-1"}, "at least"),
        ({"act": "refuse", "why": "because"}, "Choose why."),
    ],
)
def test_what_staff_type_wrong_stays_and_is_said(
    office: Client, slip: Slip, fields: dict[str, str], sentence: str
) -> None:
    answer = decide(office, slip, **fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Slip.objects.get().is_waiting


def test_an_amount_that_is_not_asked_for_goes_back(office: Client, slip: Slip) -> None:
    unsure = decide(office, slip, act="confirm", amount="42.00")
    assert unsure.status_code == 422
    assert "You wrote ฿42.00, and ฿420.00 was asked." in unsure.content.decode()

    answer = decide(office, slip, act="confirm", amount="42.00", sure="on")

    assert "It cannot be kept: it goes back." in answer.content.decode()


def test_a_second_decision_says_that_it_is_decided(office: Client, slip: Slip) -> None:
    decide(office, slip, act="confirm", amount="420")

    answer = decide(office, slip, act="refuse", why="no_money")

    assert "Somebody else was quicker" in answer.content.decode()


def test_a_statement_is_taken_in_and_what_agrees_is_booked(office: Client, slip: Slip) -> None:
    answer = bring(office)
    file = BankFile.objects.get()
    page = office.get(answer.url).content.decode()
    office.post(reverse("office:bank-book", args=[file.key]))

    assert answer.url == reverse("office:bank-file", args=[file.key])
    assert "both number and amount agree" in page
    assert Purchase.objects.get().is_paid
    assert line_of("420.00").state == BankLine.State.DONE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TWO_COLUMNS.replace('"1,350.00"', '"1,360.00"'), "Row 8 says ฿1,360.00"),
        (TWO_COLUMNS.replace("999-0-00001-4", "111-2-33333-4"), "another account, ending in 3334"),
        ("Booking,Betrag\n1,2\n", "We do not know this layout."),
        ("%PDF-1.7", "This is a PDF."),
        ("", "We do not know this layout."),
        (LAYOUTS["signed"].replace("420.00", "abc"), "Row 2 cannot be read: “abc”."),
    ],
)
def test_a_bad_statement_gets_one_sentence(office: Client, text: str, sentence: str) -> None:
    answer = bring(office, text, "utf-8")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not BankFile.objects.exists()


def test_the_same_file_twice_is_said(office: Client) -> None:
    bring(office)

    assert "was taken in before" in bring(office).content.decode()


def test_a_line_is_booked_by_its_purchases_number(office: Client, payment: Payment) -> None:
    bring(office)
    address = reverse("office:bank-line", args=[line_of("420.00").pk])

    wrong = office.post(address, {"act": "book", "number": "ZZZZ-ZZZZ"})
    office.post(address, {"act": "book", "number": " k7q2-9xmd "})

    assert wrong.status_code == 422
    assert "ZZZZ-ZZZZ" in wrong.content.decode()
    assert Purchase.objects.get().is_paid


def test_a_line_is_set_aside_with_a_word(office: Client) -> None:
    bring(office)
    address = reverse("office:bank-line", args=[line_of("420.00").pk])

    empty = office.post(address, {"act": "aside", "what": "settlement", "note": ""})
    office.post(address, {"act": "aside", "what": "settlement", "note": "Stripe"})

    assert "Write a word about it" in empty.content.decode()
    assert line_of("420.00").state == BankLine.State.DISCARDED
    shown = office.get(address).content.decode()
    assert "From the payment gateway" in shown


def test_an_unknown_act_is_not_found(office: Client, slip: Slip) -> None:
    bring(office)

    assert decide(office, slip, act="pay").status_code == 404
    address = reverse("office:bank-line", args=[line_of("420.00").pk])
    assert office.post(address, {"act": "pay"}).status_code == 404


def test_a_list_costs_the_same_for_one_and_for_many(
    office: Client, slip: Slip, hankie: Listing
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            office.get(reverse("office:slips"))
        return len(seen)

    office.get(reverse("office:slips"))
    one = queries()
    for number in range(4):
        Slip.objects.create(payment=to_the_market(hankie), digest=f"d{number}")

    assert queries() == one

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from community.people.models import User
from shop.books.audit import audit
from shop.ledger.balances import debit_of
from shop.listings.models import Listing
from shop.payments.models import Payment
from shop.purchases.models import Purchase
from shop.refunds.models import Refund
from shop.slips import bank_deciding
from shop.slips.bank_errors import KnownFile, WrongSum
from shop.slips.bank_importing import import_statement
from shop.slips.deciding import confirm
from shop.slips.errors import AmountsDiffer, Decided
from shop.slips.models import BankFile, BankLine, Slip
from shop.slips.sending import Typed, send_slip
from tests.shop.slips.hand_purchases import to_sellers, to_the_market
from tests.shop.slips.slip_photos import slip_of, uploaded
from tests.shop.slips.statements import LAYOUTS, SIGNED, TWO_COLUMNS

pytestmark = pytest.mark.django_db
State, Why, What = BankLine.State, BankLine.Why, BankLine.What
NOON = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.get_default_timezone())


def bring(text: str, by: User, name: str = "statement.csv") -> list[BankLine]:
    file = import_statement(text.encode("cp874"), name, by)
    return list(file.lines.order_by("at"))


def books_hold() -> bool:
    return [finding.rows for finding in audit(gateway=False) if not finding.holds] == []


def test_money_that_nobody_knows_waits_as_unmatched(anan: User) -> None:
    lines = bring(TWO_COLUMNS, anan)

    assert [line.state for line in lines] == [State.NO_MATCH, State.NO_MATCH, State.OUT]
    assert (debit_of("bank"), debit_of("unmatched")) == (135_000, -135_000)
    assert books_hold()


def test_a_slips_number_finds_its_line(payment: Payment, anan: User) -> None:
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)

    line = bring(TWO_COLUMNS, anan)[0]

    assert (line.state, line.why) == (State.MATCHED, Why.REFERENCE)
    assert (line.payment, line.slip) == (payment, slip)


def test_a_slip_that_comes_after_its_line_finds_it_too(payment: Payment, anan: User) -> None:
    line = bring(TWO_COLUMNS, anan)[0]

    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)

    line.refresh_from_db()
    assert (line.state, line.slip, line.payment) == (State.MATCHED, slip, payment)


def test_the_purchases_number_in_the_text_finds_its_payment(payment: Payment, anan: User) -> None:
    line = bring(TWO_COLUMNS, anan)[1]

    assert (line.state, line.why, line.payment) == (State.MATCHED, Why.NUMBER, payment)
    assert not bank_deciding.is_sure(line)  # ฿930 for ฿420


def test_one_payment_of_that_amount_at_that_time_is_a_guess(hankie: Listing, anan: User) -> None:
    payment = to_the_market(hankie, at=NOON)

    line = bring(TWO_COLUMNS, anan)[0]

    assert (line.state, line.why, line.payment) == (State.MATCHED, Why.AMOUNT, payment)
    assert not bank_deciding.is_sure(line)


def test_two_payments_of_that_amount_are_no_guess(hankie: Listing, anan: User) -> None:
    to_the_market(hankie, at=NOON)
    to_the_market(hankie, at=NOON)

    assert bring(TWO_COLUMNS, anan)[0].state == State.NO_MATCH


def test_what_sellers_collect_is_not_looked_for_in_the_markets_bank(
    hankie: Listing, anan: User
) -> None:
    to_sellers(hankie, at=NOON, number="K7Q2-9XMD")

    assert {line.state for line in bring(TWO_COLUMNS, anan)} == {State.NO_MATCH, State.OUT}


def test_a_line_that_a_person_confirms_pays(payment: Payment, anan: User) -> None:
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)
    line = bring(TWO_COLUMNS, anan)[0]

    attempt = bank_deciding.book(line, payment, anan, why=line.why)

    slip.refresh_from_db()
    assert Purchase.objects.get(pk=payment.purchase_id).is_paid
    assert (slip.state, slip.attempt, line.attempt) == (Slip.State.CONFIRMED, attempt, attempt)
    assert timezone.localtime(attempt.received_at).hour == 9
    assert (debit_of("bank"), debit_of("unmatched")) == (135_000, -93_000)
    assert books_hold()


def test_all_that_agree_are_booked_at_once(payment: Payment, anan: User) -> None:
    send_slip(payment, uploaded(slip_of()), Typed(), None)
    lines = bring(TWO_COLUMNS, anan)

    assert bank_deciding.book_sure(lines, anan) == 1
    assert Purchase.objects.get(pk=payment.purchase_id).is_paid


def test_a_slip_confirmed_before_its_line_is_the_same_money(payment: Payment, anan: User) -> None:
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)
    confirm(slip, Decimal("420.00"), anan)
    line = bring(TWO_COLUMNS, anan)[0]

    bank_deciding.book(line, payment, anan)

    assert not Refund.objects.exists()
    assert debit_of("bank") == 135_000
    assert books_hold()


def test_a_line_booked_before_its_slip_is_the_same_money(payment: Payment, anan: User) -> None:
    line = bring(TWO_COLUMNS, anan)[0]
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)
    line = BankLine.objects.get(pk=line.pk)
    BankLine.objects.filter(pk=line.pk).update(slip=None)
    bank_deciding.book(BankLine.objects.get(pk=line.pk), payment, anan)

    confirm(slip, Decimal("420.00"), anan)

    assert not Refund.objects.exists()
    assert books_hold()


def test_a_slip_and_its_line_that_differ_are_no_second_money(payment: Payment, anan: User) -> None:
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)
    confirm(slip, Decimal("420.00"), anan)
    line = bring(SIGNED.replace("420.00", "400.00"), anan)[0]

    with pytest.raises(AmountsDiffer) as differ:
        bank_deciding.book(line, payment, anan)

    assert (differ.value.confirmed, differ.value.said) == (Decimal("420.00"), Decimal("400.00"))
    assert not Refund.objects.exists()


def test_the_line_of_a_confirmed_slip_is_not_guessed_for_somebody_else(
    hankie: Listing, anan: User
) -> None:
    shown = to_the_market(hankie, at=NOON)
    confirm(send_slip(shown, uploaded(slip_of()), Typed(), None), Decimal("420.00"), anan)
    nameless = SIGNED.replace("016326091512ABC00001", "")

    first = bring(nameless, anan)[0]

    assert (first.payment, first.why) == (shown, Why.AMOUNT)


def test_where_somebody_else_waits_for_the_same_amount_nothing_is_guessed(
    hankie: Listing, anan: User
) -> None:
    shown = to_the_market(hankie, at=NOON)
    to_the_market(hankie, at=NOON)
    confirm(send_slip(shown, uploaded(slip_of()), Typed(), None), Decimal("420.00"), anan)

    first = bring(SIGNED.replace("016326091512ABC00001", ""), anan)[0]

    assert first.state == State.NO_MATCH


def test_paying_twice_owes_the_second_back(payment: Payment, anan: User) -> None:
    twice = SIGNED.replace("930.00,K7Q2-9XMD", "420.00,K7Q2-9XMD")
    first, second, _out = bring(twice, anan)

    bank_deciding.book(first, payment, anan)
    bank_deciding.book(second, payment, anan)

    refund = Refund.objects.get()
    assert (refund.amount, refund.reason) == (Decimal("420.00"), Refund.Reason.DUPLICATE)
    assert (debit_of("bank"), debit_of("unmatched")) == (84_000, 0)
    assert books_hold()


def test_another_amount_is_owed_back(payment: Payment, anan: User) -> None:
    line = bring(TWO_COLUMNS, anan)[1]

    bank_deciding.book(line, payment, anan)

    assert Refund.objects.get().amount == Decimal("930.00")
    assert not Purchase.objects.get(pk=payment.purchase_id).is_paid
    assert books_hold()


def test_the_same_file_twice_is_refused(anan: User) -> None:
    bring(TWO_COLUMNS, anan)

    with pytest.raises(KnownFile) as refused:
        bring(TWO_COLUMNS, anan, "another-name.csv")

    assert refused.value.key == str(BankFile.objects.get().key)


def test_a_file_that_overlaps_brings_only_what_is_new(anan: User) -> None:
    bring(TWO_COLUMNS, anan)
    longer = LAYOUTS["marked"] + "2026-11-22 08:00:00;NEW;100.00;CR;2100.00;\n"
    longer = longer.replace(":12;", ":00;").replace(":33;", ":00;")

    lines = bring(longer, anan)

    assert [line.state for line in lines] == [State.DUPLICATE] * 3 + [State.NO_MATCH]
    assert debit_of("bank") == 145_000
    assert books_hold()


def test_a_statement_that_does_not_add_up_leaves_nothing(anan: User) -> None:
    with pytest.raises(WrongSum):
        bring(TWO_COLUMNS.replace('"1,350.00"', '"9,350.00"'), anan)

    assert not BankFile.objects.exists()
    assert debit_of("bank") == 0


@pytest.mark.parametrize(
    ("what", "unmatched"), [(What.SETTLEMENT, -93_000), (What.OTHER, -135_000)]
)
def test_what_is_something_else_is_set_aside(anan: User, what: str, unmatched: int) -> None:
    line = bring(TWO_COLUMNS, anan)[0]

    bank_deciding.set_aside(line, what, "from the gateway", anan)

    assert (line.state, line.what) == (State.DISCARDED, what)
    assert debit_of("unmatched") == unmatched
    assert books_hold()


def test_what_is_unmatched_still_can_be_looked_at_again(payment: Payment, anan: User) -> None:
    line = bring(TWO_COLUMNS, anan)[0]
    bank_deciding.set_aside(line, What.OTHER, "", anan)

    bank_deciding.not_this(line, anan)
    bank_deciding.book(line, payment, anan)

    assert line.state == State.DONE
    assert books_hold()


def test_a_line_is_decided_once(payment: Payment, anan: User) -> None:
    line = bring(TWO_COLUMNS, anan)[0]
    stale = BankLine.objects.get(pk=line.pk)
    bank_deciding.set_aside(line, What.SENT_BACK, "ref 12", anan)

    with pytest.raises(Decided):
        bank_deciding.book(stale, payment, anan)
    with pytest.raises(Decided):
        bank_deciding.not_this(line, anan)

    assert not Purchase.objects.get(pk=payment.purchase_id).is_paid

"""Two who decide one slip or one line of the bank, two who send one slip: the money comes once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.payments.models import Attempt, Payment
from shop.payouts.models import PayIn
from shop.purchases.models import Purchase
from shop.refunds.models import Refund
from shop.slips import bank_deciding, deciding, taking
from shop.slips.errors import Decided
from shop.slips.models import BankFile, BankLine, Slip
from tests.cast import make_listing, make_seller, make_staff
from tests.races import Outcome, after, before
from tests.racing import Floor, Race, every, fall, hold, table
from tests.shop.slips.hand_purchases import to_the_market

BAHT = Decimal("420.00")


@dataclass
class World:
    payment: Payment
    slip: Slip
    line: BankLine
    anan: User
    niran: User


def arrange() -> World:
    name = f"s-{uuid4().hex[:12]}"
    anan, niran = make_staff(f"a-{name}@example.org"), make_staff(f"n-{name}@example.org")
    payment = to_the_market(make_listing(make_seller(name), "380.00", slug=name))
    reference = uuid4().hex.upper()
    slip = Slip.objects.create(
        payment=payment, bank_code="004", reference=reference, digest=name, sent_by=None
    )
    line = _line(anan, name, payment, slip)
    return World(payment, slip, line, anan, niran)


def _line(by: User, name: str, payment: Payment, slip: Slip) -> BankLine:
    now = timezone.now()
    file = BankFile.objects.create(
        name=name, digest=name, layout="signed", first_at=now, last_at=now, brought_by=by
    )
    line = BankLine.objects.create(
        file=file,
        row=1,
        at=now,
        amount=BAHT,
        reference=slip.reference,
        fingerprint=name,
        state=BankLine.State.MATCHED,
        payment=payment,
        slip=slip,
    )
    from shop.slips.booking import book_came

    book_came([line])
    return line


def confirming(world: World) -> object:
    return deciding.confirm(Slip.objects.get(pk=world.slip.pk), BAHT, world.anan)


def confirming_too(world: World) -> object:
    return deciding.confirm(Slip.objects.get(pk=world.slip.pk), BAHT, world.niran)


def refusing(world: World) -> object:
    slip = Slip.objects.get(pk=world.slip.pk)
    deciding.refuse(slip, Slip.Why.NO_MONEY, world.niran)
    return None


def booking(world: World) -> object:
    line = BankLine.objects.select_related("slip").get(pk=world.line.pk)
    return bank_deciding.book(line, world.payment, world.anan)


def booking_too(world: World) -> object:
    line = BankLine.objects.select_related("slip").get(pk=world.line.pk)
    return bank_deciding.book(line, world.payment, world.niran)


def setting_aside(world: World) -> object:
    line = BankLine.objects.get(pk=world.line.pk)
    bank_deciding.set_aside(line, BankLine.What.SENT_BACK, "12", world.niran)
    return None


def paying_debt(world: World) -> object:
    return bank_deciding.book_debt(BankLine.objects.get(pk=world.line.pk), _shop(world), world.anan)


def paying_debt_too(world: World) -> object:
    line = BankLine.objects.get(pk=world.line.pk)
    return bank_deciding.book_debt(line, _shop(world), world.niran)


def _shop(world: World) -> Seller:
    return world.payment.purchase.seller_orders.get().seller


def came_once(world: World, outcome: Outcome) -> None:
    """Check that the goods are paid once, and nothing is owed back."""
    attempts = Attempt.objects.filter(payment=world.payment, state=Attempt.State.SUCCEEDED)
    assert attempts.count() == 1
    assert not Refund.objects.filter(purchase=world.payment.purchase).exists()


def one_is_too_late(world: World, outcome: Outcome) -> None:
    assert sorted([outcome.a.error is None, outcome.b.error is None]) == [False, True]
    assert isinstance(outcome.a.error or outcome.b.error, Decided)
    slip = Slip.objects.get(pk=world.slip.pk)
    is_paid = Purchase.objects.get(pk=world.payment.purchase_id).is_paid
    assert is_paid == (slip.state == Slip.State.CONFIRMED)


def line_is_one_thing(world: World, outcome: Outcome) -> None:
    line = BankLine.objects.get(pk=world.line.pk)
    is_paid = Purchase.objects.get(pk=world.payment.purchase_id).is_paid
    assert sorted([outcome.a.error is None, outcome.b.error is None]) == [False, True]
    assert is_paid == (line.state == BankLine.State.DONE)


def debt_is_paid_once(world: World, outcome: Outcome) -> None:
    errors = [one.error for one in (outcome.a, outcome.b) if one.error is not None]
    assert [type(error) for error in errors] == [Decided]
    is_paid = Purchase.objects.get(pk=world.payment.purchase_id).is_paid
    assert PayIn.objects.filter(seller=_shop(world)).count() + is_paid == 1


SAME, MOVED = before(taking.take, "same ="), before(deciding._move, "moved =")
ASIDE = [before(bank_deciding.set_aside, "_move(")]
LINE = [before(bank_deciding.book, "_move("), after(bank_deciding.book, "_move(")]

RACES = table(
    Race(
        "two confirm one slip", arrange, confirming, confirming_too, [SAME, MOVED], one_is_too_late
    ),
    Race("one confirms, one refuses", arrange, confirming, refusing, [MOVED], one_is_too_late),
    Race("a slip and its line", arrange, confirming, booking, [SAME, MOVED], came_once),
    Race("two book one line", arrange, booking, booking_too, LINE, line_is_one_thing),
    Race("one books, one sets aside", arrange, booking, setting_aside, LINE[:1], line_is_one_thing),
    Race("two pay one debt", arrange, paying_debt, paying_debt_too, ASIDE, debt_is_paid_once),
    Race("a debt and a purchase", arrange, paying_debt, booking, ASIDE, debt_is_paid_once),
)


@every(RACES)
def test_it_holds(race: Race[World], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[World], shaky_floor: Floor) -> None:
    fall(race)

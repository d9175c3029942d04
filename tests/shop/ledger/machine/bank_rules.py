"""What buyers show and the bank says: slips, lines of statements, corrections by two persons."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.ledger import accounts
from shop.ledger.correcting import Wanted, post_correction, propose, refuse
from shop.ledger.models import Correction
from shop.payments.models import Attempt, Payment
from shop.slips import bank_deciding, deciding
from shop.slips.bank_importing import import_statement
from shop.slips.holding import hold_on
from shop.slips.matching import find_line_of
from shop.slips.models import BankLine, Slip
from tests.shop.ledger.machine.market import Market, in_state, one_of, which

Method, What = Attempt.Method, BankLine.What


class BankRules(Market):
    def look_around(self) -> None:
        super().look_around()
        self.slips = list(Slip.objects.select_related("payment__seller_order").order_by("pk"))
        self.lines = list(BankLine.objects.select_related("payment", "slip").order_by("pk"))
        self.corrections = list(Correction.objects.order_by("pk"))

    @property
    def to_the_bank(self) -> list[Payment]:
        """Payments into the market's own account."""
        ways = (Method.OWN_QR, Method.TRANSFER)
        return [one.payment for one in self.attempts if one.method in ways]

    @precondition(lambda self: self.to_the_bank)
    @rule(nth=which)
    def a_slip_comes(self, nth: int) -> None:
        payment, reference = one_of(self.to_the_bank, nth), self.new_name("SLIP")
        self.act(lambda: self.send_slip(payment, reference))

    def send_slip(self, payment: Payment, reference: str) -> None:
        """Keep a slip without its photo, whose reading has tests of its own."""
        slip = Slip(payment=payment, bank_code="004", reference=reference, digest=uuid4().hex)
        hold_on(payment.purchase_id)
        slip.save(force_insert=True)
        find_line_of(slip)

    @precondition(lambda self: self.slips)
    @rule(nth=which, less=st.sampled_from([0, 0, 0, 1]))
    def a_slips_money_is_there(self, nth: int, less: int) -> None:
        slip = one_of(self.slips, nth)
        self.act(lambda: deciding.confirm(slip, slip.payment.amount - less, self.world.anan))

    @precondition(lambda self: in_state(self.slips, Slip.State.WAITING))
    @rule(nth=which)
    def a_slips_money_is_not_there(self, nth: int) -> None:
        slip = one_of(in_state(self.slips, Slip.State.WAITING), nth)
        self.act(lambda: deciding.refuse(slip, Slip.Why.NO_MONEY, self.world.anan))

    @rule(nth=which, less=st.sampled_from([0, 0, 0, 1]), named=st.booleans())
    def a_statement_comes(self, nth: int, less: int, named: bool) -> None:
        """One line for a payment and a slip there may be, one that nobody knows."""
        payments = self.to_the_bank
        amount = one_of(payments, nth).amount - less if payments else Decimal("77.00")
        number = one_of(payments, nth).purchase.number if payments and named else "PromptPay"
        reference = one_of(self.slips, nth).reference if self.slips else ""
        now, other = timezone.localtime(), self.new_name("X")
        text = (
            "date,time,amount,description,reference\n"
            f"{now:%Y-%m-%d},{now:%H:%M},{amount},{number},{reference}\n"
            f"{now:%Y-%m-%d},{now:%H:%M},12.34,{other},\n"
        )
        self.act(lambda: import_statement(text.encode(), f"{other}.csv", self.world.anan))

    @precondition(lambda self: self.lines and self.to_the_bank)
    @rule(nth=which, other=which)
    def a_line_is_booked(self, nth: int, other: int) -> None:
        line = one_of(self.lines, nth)
        payment = line.payment or one_of(self.to_the_bank, other)
        self.act(lambda: bank_deciding.book(line, payment, self.world.anan))

    @precondition(lambda self: self.lines)
    @rule()
    def all_that_agree_are_booked(self) -> None:
        self.act(lambda: bank_deciding.book_sure(self.lines, self.world.anan))

    @precondition(lambda self: self.lines)
    @rule(nth=which, what=st.sampled_from([What.OTHER, What.SENT_BACK]))
    def a_line_is_set_aside(self, nth: int, what: str) -> None:
        line = one_of(self.lines, nth)
        self.act(lambda: bank_deciding.set_aside(line, what, "ไม่ใช่ของตลาด", self.world.anan))

    @precondition(lambda self: self.lines)
    @rule(nth=which)
    def a_line_is_not_this(self, nth: int) -> None:
        line = one_of(self.lines, nth)
        self.act(lambda: bank_deciding.not_this(line, self.world.anan))

    @rule(nth=which, satang=st.integers(1, 9_999), to_seller=st.booleans())
    def a_correction_is_proposed(self, nth: int, satang: int, to_seller: bool) -> None:
        codes = ["losses", accounts.of_seller(one_of(self.world.sellers, nth).pk)]
        debit, credit = codes if to_seller else codes[::-1]
        self.act(lambda: propose(Wanted(debit, credit, satang, "นับผิด"), self.world.anan))

    @precondition(lambda self: self.corrections)
    @rule(nth=which, is_other=st.booleans(), yes=st.booleans())
    def a_correction_is_decided(self, nth: int, is_other: bool, yes: bool) -> None:
        """Now and then by who proposed it, or again: then nothing happens."""
        correction = one_of(self.corrections, nth)
        by = self.world.nok if is_other else self.world.anan
        self.act(lambda: (post_correction if yes else refuse)(correction, by))

"""A seller settles a debt: staff have seen the money in the bank and book it once."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.money import to_satang
from shop.payouts.errors import PayoutError
from shop.payouts.models import PayIn


class BookedBefore(PayoutError):
    """Money with this bank reference was booked already."""


def book_pay_in(
    seller: Seller, amount: Decimal, reference: str, by: User, at: datetime | None = None
) -> PayIn:
    """Put what a seller paid in onto its balance; `at` is when the bank had it.

    Raises BookedBefore.
    """
    try:
        with transaction.atomic():
            return _book(seller, amount, reference.strip(), by, at or timezone.now())
    except IntegrityError:
        raise BookedBefore from None


def _book(seller: Seller, amount: Decimal, reference: str, by: User, at: datetime) -> PayIn:
    pay_in = PayIn.objects.create(
        seller=seller, amount=amount, bank_reference=reference, booked_by=by
    )
    satang, account = to_satang(amount), accounts.of_seller(seller.pk)
    rows = [Row(accounts.BANK, satang), Row(account, -satang, What.PAID_IN)]
    cause = Journal.Cause.PAYMENT
    post(Draft(pay_in_key(pay_in), cause, rows, by_id=by.pk, note=reference, at=at))
    record(
        by,
        "payout.paid_in",
        pay_in,
        seller_id=seller.pk,
        amount=str(amount),
        reference=reference,
    )
    return pay_in


def pay_in_key(pay_in: PayIn) -> str:
    return f"pay_in:{pay_in.pk}"

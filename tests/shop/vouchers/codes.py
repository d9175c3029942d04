"""Codes as their owners give them out, and a fund that has something to give."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from oscar.apps.voucher.models import Voucher

from community.groups.models import Community
from community.people.models import User
from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, post
from shop.money import to_satang
from shop.vouchers.making import NewVoucher, Owner, make_voucher

BAHT = ("percent", "amount", "most", "least_goods", "budget")


def give_out(code: str, owner: Owner, by: User, **terms: Any) -> Voucher:
    """Return a voucher that holds today; amounts as text."""
    today = timezone.localdate()
    values = {
        name: Decimal(value) if name in BAHT and value is not None else value
        for name, value in terms.items()
    }
    days = {"first_day": today, "last_day": today + timedelta(days=5)}
    return make_voucher(NewVoucher(code=code, **{**days, **values}), owner, by)


def put_into_fund(community: Community, baht: str) -> None:
    """Give a community's fund money, as its part of commissions does."""
    satang = to_satang(Decimal(baht))
    post(
        Draft(
            f"test:fund:{community.pk}",
            Journal.Cause.COMMISSION,
            [Row(accounts.COMMISSION, satang), Row(accounts.fund(community.pk), -satang)],
        )
    )

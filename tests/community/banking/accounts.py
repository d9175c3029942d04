"""Payout accounts made by hand."""

from __future__ import annotations

from typing import Any

from community.banking.changing import NewAccount
from community.banking.models import PayoutAccount
from community.banking.numbers import account_index
from community.people.models import User
from community.sellers.models import Seller, SellerMember

WANTED = NewAccount("bank", "006", "9876543210", "มะลิ ทอผ้า")


def make_account(seller: Seller, number: str = "0123456789", **fields: Any) -> PayoutAccount:
    """Return an account at Kasikornbank, in use where nothing else is said."""
    values = {
        "kind": "bank",
        "bank_code": "004",
        "holder_name": "มะลิ ทอผ้า",
        "state": PayoutAccount.State.ACTIVE,
        "asked_by": owner_of(seller),
        **fields,
    }
    return PayoutAccount.objects.create(
        seller=seller,
        number=number,
        number_index=account_index(number),
        last_four=number[-4:],
        **values,
    )


def owner_of(seller: Seller) -> User:
    members = SellerMember.objects.filter(seller=seller, role=SellerMember.Role.OWNER)
    return members.order_by("pk")[0].user

"""Ways switched on, and purchases placed by them, for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from community.banking.models import PayoutAccount
from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.payments.models import Attempt
from shop.ways.models import SellerWay, WaySetting

Method = Attempt.Method


def switch_on(code: str, *sellers: Seller, **fields: Any) -> WaySetting:
    """Switch a way on for the market, and for these sellers where it is theirs to take."""
    fields = {"on": True, **fields}
    setting, _ = WaySetting.objects.update_or_create(code=code, defaults=fields)
    for seller in sellers:
        SellerWay.objects.update_or_create(seller=seller, code=code, defaults={"on": True})
    return setting


def give_promptpay(seller: Seller, by: User, number: str = "0812345678") -> PayoutAccount:
    """Let a seller's account in use be a PromptPay number."""
    return PayoutAccount.objects.create(
        seller=seller,
        kind=PayoutAccount.Kind.PROMPTPAY,
        number=number,
        number_index=f"index {seller.pk}",
        last_four=number[-4:],
        holder_name="มาลี",
        state=PayoutAccount.State.ACTIVE,
        asked_by=by,
        active_from=timezone.now(),
    )


def broken() -> dict[str, Any]:
    """Return the promises of the books that are broken, with their rows."""
    return {found.promise.name: found.rows for found in audit(gateway=False) if found.rows}

"""Switch ways on and off, set limits and fees: by staff for the market, by sellers for theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.ways.models import SellerWay, WaySetting
from shop.ways.terms import SELLERS_CHOOSE, terms_for


@transaction.atomic
def save_settings(settings: Iterable[WaySetting], by: User) -> None:
    """Save what staff changed; what was so before is not written again."""
    for setting in settings:
        setting.save()
        detail: dict[str, Any] = {
            name: str(getattr(setting, name))
            for name in ("code", "on", "least", "most", "fee_percent", "fee_fixed")
        }
        record(by, "way.set", setting, **detail)


@transaction.atomic
def choose_ways(seller: Seller, chosen: Iterable[str], by: User) -> None:
    """Let a seller take exactly these of the ways that pay into its own hands."""
    Seller.objects.select_for_update(of=("self",)).get(pk=seller.pk)
    wanted = set(chosen)
    taken = ways_taken(seller)
    for code in SELLERS_CHOOSE:
        if (code in wanted) != (code in taken):
            on = {"on": code in wanted}
            SellerWay.objects.update_or_create(seller=seller, code=code, defaults=on)
            record(by, "way.chosen", seller, seller_id=seller.pk, code=code, on=code in wanted)


def ways_taken(seller: Seller) -> set[str]:
    """Return which of these the seller takes now."""
    terms = terms_for([seller.pk])
    return {code for code in SELLERS_CHOOSE if terms.is_taken(code, [seller.pk])}

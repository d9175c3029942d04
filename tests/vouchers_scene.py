"""Rules of commission and codes for the access matrix."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.commission.models import Rule
from shop.vouchers.models import Terms
from tests.shop.vouchers.codes import give_out, put_into_fund


class VouchersScene:
    def __init__(self, seller: Seller, market: Community, staff: User) -> None:
        self.rule = Rule.objects.create(
            seller=seller, percent="4.00", valid_from=timezone.localdate()
        )
        put_into_fund(market, "500.00")
        self.codes = {
            "desk:voucher-stop": _terms("MALI50", seller, staff),
            "groups:voucher-stop": _terms("MARKET20", market, staff),
            "office:voucher-stop": _terms("TALAT10", None, staff),
        }

    def special(self, name: str) -> dict[str, Any]:
        if name == "office:commission-end":
            return {"pk": self.rule.pk}
        return {"pk": self.codes[name].pk} if name in self.codes else {}


def _terms(code: str, owner: Seller | Community | None, by: User) -> Terms:
    return give_out(code, owner, by, amount="20.00", budget="100.00").terms

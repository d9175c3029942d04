"""A correction that waits, a movement at the gateway, the ledger of what was sold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from community.people.models import User
from shop.ledger.correcting import Wanted, propose
from shop.ledger.models import Account, Journal


class MoneyOfficeScene:
    def __init__(self, staff: User) -> None:
        self.correction = propose(Wanted("losses", "bank", 100, "Change that was missing"), staff)
        self.day = datetime(2026, 11, 22, tzinfo=UTC)

    def special(self, name: str) -> dict[str, Any]:
        if name == "office:money-day":
            return {"year": self.day.year, "month": self.day.month, "day": self.day.day}
        if name == "office:money-account":
            return {"pk": Account.objects.order_by("pk").values_list("pk", flat=True)[0]}
        if name == "office:money-journal":
            return {"pk": Journal.objects.order_by("pk").values_list("pk", flat=True)[0]}
        return {"pk": self.correction.pk} if name == "office:money-correction" else {}

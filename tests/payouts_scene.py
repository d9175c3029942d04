"""What payouts add to the scene: one of Mali's on its way, and one of a community's fund."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.payouts.models import Batch, FundPayout, Payout

OF_BATCH = ("office:payouts-batch", "office:payouts-act", "office:payouts-file")
OF_PAYOUT = ("desk:money-payout", "office:payouts-one", "office:payouts-one-act")


class PayoutsScene:
    def __init__(self, people: dict[str, User], seller: Seller, market: Community) -> None:
        now = timezone.now()
        self.batch = Batch.objects.create(
            state=Batch.State.RELEASED,
            checked_by=people["community_manager"],
            checked_at=now,
            released_by=people["staff"],
            released_at=now,
        )
        self.payout = Payout.objects.create(
            batch=self.batch,
            seller=seller,
            account=seller.payout_accounts.get(state="active"),
            state=Payout.State.SENT,
            amount=Decimal("420.00"),
            sent_at=now,
        )
        self.fund_payout = FundPayout.objects.create(
            community=market,
            amount=Decimal("50.00"),
            note="กองทุน",
            proposed_by=people["community_manager"],
        )

    def special(self, name: str) -> dict[str, Any]:
        """Return what the address of this route is made of, or nothing where it is another's."""
        return {
            **{one: {"pk": self.batch.pk} for one in OF_BATCH},
            **{one: {"pk": self.payout.pk} for one in OF_PAYOUT},
            "office:payouts-fund-act": {"pk": self.fund_payout.pk},
        }.get(name, {})

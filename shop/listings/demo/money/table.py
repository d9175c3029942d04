"""What was bought in the demo market in the last seven weeks, and how far it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from django.utils import timezone

from shop.listings.demo.money import clock, terms
from shop.payments.models import Attempt

Way = Attempt.Method


class Stage(IntEnum):
    """How far it came."""

    PLACED = 0
    PAID = 1  # or agreed, where the goods go first
    SENT = 2
    DELIVERED = 3


DONE = Stage.DELIVERED


@dataclass(frozen=True, eq=False)
class Sale:
    name: str  # by which the rest of the demo speaks of it; empty where it does not
    days: int  # ago; 0: some hours ago
    way: str
    goods: dict[str, int]  # {SKU: pieces}
    buyer: int = 0  # of people.BUYERS
    stage: Stage = DONE
    code: str = ""
    picked_up: bool = False
    hours: float = 0

    @property
    def placed_at(self) -> datetime:
        if not self.days:
            return timezone.now() - timedelta(hours=self.hours)
        return clock.days_ago(self.days, 9 + self.days % 8, self.days * 7 % 60)


SALES = (
    Sale("", 47, Way.OWN_QR, {"R003": 2}),
    Sale("", 45, Way.TRANSFER, {"R004": 1, "PS-002": 1}, 1),
    Sale("", 43, Way.OWN_QR, {"R002": 1}, 2),
    Sale("", 41, Way.COD, {"R003": 1}, 3),
    Sale("", 40, Way.SELLER_QR, {"R003": 1}, 1),
    Sale("", 38, Way.CASH, {"R002": 1}, 2, picked_up=True),
    Sale("", 36, Way.OWN_QR, {"R004": 1, "PS-005": 1}),
    Sale("", 34, Way.TRANSFER, {"SU04": 3, "SU05": 1}, 3),
    Sale("", 32, Way.COD, {"SM04": 1}, 2),  # all that this shop has sold: it owes the commission
    Sale("", 30, Way.OWN_QR, {"R003": 2}, 1, code=terms.OF_SHOP),
    Sale("broken", 28, Way.OWN_QR, {"R004": 2}),
    Sale("", 24, Way.OWN_QR, {"PS-001": 2, "PS-005": 1}, 1, code=terms.OF_FUND),
    Sale("", 22, Way.COD, {"R004": 1}, 3),
    Sale("", 20, Way.OWN_QR, {"R003": 2, "R002": 1}, 2, code=terms.OF_MARKET),
    Sale("", 18, Way.SELLER_QR, {"R002": 1}, 1),
    Sale("", 16, Way.OWN_QR, {"PK001": 4, "PK002": 1}, 3),
    Sale("complained", 15, Way.TRANSFER, {"R002": 1}),
    Sale("refused", 12, Way.COD, {"R003": 1}, 3, stage=Stage.SENT),
    Sale("asked", 9, Way.OWN_QR, {"R003": 2}),
    Sale("", 3, Way.OWN_QR, {"R003": 1}, 1, stage=Stage.SENT),
    Sale("cannot", 3, Way.OWN_QR, {"PS-004": 1}, 2, stage=Stage.PAID),
    Sale("", 2, Way.TRANSFER, {"R004": 1}, stage=Stage.PAID),
    Sale("", 1, Way.COD, {"R002": 1}, 1, stage=Stage.PAID),
    Sale("", 1, Way.CASH, {"R003": 1}, 2, stage=Stage.PAID, picked_up=True),
    Sale("in the bank", 0, Way.TRANSFER, {"R003": 1}, 1, stage=Stage.PLACED, hours=3),
    Sale("slip", 0, Way.OWN_QR, {"R002": 1}, stage=Stage.PLACED, hours=0.75),
    Sale("slip to the shop", 0, Way.SELLER_QR, {"R003": 1}, 2, stage=Stage.PLACED, hours=0.5),
)

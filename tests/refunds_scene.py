"""What Somchai has asked Mali to give back, and what the bank has taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shop.disputes.models import Dispute
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.refunds.models import Refund, RefundPhoto

PHOTO = UUID(int=33)
EVIDENCE = UUID(int=34)
OF_REFUND = ("account", "take-back", "complaint")


class RefundsScene:
    def __init__(self, purchase: Purchase) -> None:
        self.number = purchase.number
        self.share = purchase.seller_orders.get()
        attempt = Attempt.objects.get(payment__purchase=purchase)
        self.refund = Refund.objects.create(
            purchase=purchase,
            attempt=attempt,
            seller_order=self.share,
            key="refund:scene",
            amount="1.00",
            goods="1.00",
            reason=Refund.Reason.DAMAGED,
            way=Refund.Way.MANUAL,
        )
        RefundPhoto.objects.create(refund=self.refund, key=PHOTO)
        self.dispute = Dispute.objects.create(
            kind=Dispute.Kind.CHARGEBACK,
            purchase=purchase,
            attempt=attempt,
            amount="1.00",
            gateway_id="dp_scene",
        )

    def special(self, name: str) -> dict[str, Any]:
        """Return what the address of this route is made of, or nothing where it is another's."""
        own = {"number": self.number, "pk": self.refund.pk}
        at_desk = {"number": self.share.number}
        return {
            "refunds:refunds": {"number": self.number},
            "refunds:ask": at_desk,
            **{f"refunds:{one}": own for one in OF_REFUND},
            "refunds:photo": {"key": PHOTO},
            "desk:refund": at_desk,
            "refunds:evidence-photo": {"key": EVIDENCE},
            "desk:dispute": {**at_desk, "pk": self.dispute.pk},
            "desk:returned": at_desk,
            "desk:refund-answer": {**at_desk, "pk": self.refund.pk},
            "desk:refund-paid": {**at_desk, "pk": self.refund.pk},
            "office:refund": {"pk": self.refund.pk},
            "office:dispute": {"pk": self.dispute.pk},
        }.get(name, {})

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.banking.models import PayoutAccount
from community.sellers.models import Seller
from shop.payouts.models.batch import Batch
from shop.purchases.models import Baht


class Payout(models.Model):
    """One transfer to one seller: the sum of the entries that it claims, less the reserve."""

    class State(models.TextChoices):
        READY = "ready", _("Ready")
        HELD = "held", _("Held back")  # why: `held_for`
        SENT = "sent", _("On its way")  # released and booked; the bank has not answered
        PAID = "paid", _("Paid out")  # with the bank's reference
        FAILED = "failed", _("Failed")  # the bank did not take it; on the balance again
        # Paid, and the bank gave it back.
        RETURNED = "returned", pgettext_lazy("a payout", "Came back")
        DROPPED = "dropped", _("Left out")  # before the release; its entries are free again

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.READY: {State.HELD, State.SENT, State.DROPPED},
        State.HELD: {State.READY, State.DROPPED},
        State.SENT: {State.PAID, State.FAILED},
        State.PAID: {State.RETURNED},
        State.FAILED: set(),
        State.RETURNED: set(),
        State.DROPPED: set(),
    }
    OPEN: ClassVar[list[str]] = [State.READY, State.HELD]
    BOOKED: ClassVar[list[str]] = [State.SENT, State.PAID, State.FAILED, State.RETURNED]
    ENDED: ClassVar[list[str]] = [State.PAID, State.FAILED, State.RETURNED, State.DROPPED]

    class Held(models.TextChoices):
        NO_ACCOUNT = "no_account", _("The shop has no account yet")
        ACCOUNT_CHANGING = "account_changing", _("The account was changed a short while ago")
        SELLER_STOPPED = "seller_stopped", _("The shop is suspended")
        STOPPED = "stopped", _("Payouts to this shop are stopped")
        NEWS = "news", _("Something was refunded or disputed since it was drawn up")
        BY_HAND = "by_hand", _("Held back by one of us")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payouts")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="payouts")
    # Where it goes. Accounts are never rewritten: a change is another row.
    account = models.ForeignKey(PayoutAccount, models.PROTECT, null=True, related_name="payouts")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    held_for = models.CharField(max_length=16, choices=Held.choices, blank=True)
    amount = Baht()
    reserve = Baht(default=Decimal("0.00"))  # kept for a while; its entry can be paid out later
    bank_reference = models.CharField(max_length=60, blank=True)  # proves one payout alone
    error = models.CharField(max_length=300, blank=True)  # what the bank said, or why it is held
    sent_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)  # failed or returned
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, reserve__gte=0), name="payouts_payout_above_zero"
            ),
            models.UniqueConstraint(fields=["batch", "seller"], name="payouts_one_per_seller"),
            models.CheckConstraint(
                condition=Q(state__in=["ready", "held", "dropped"])
                | Q(account__isnull=False, sent_at__isnull=False),
                name="payouts_sent_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paid", "returned"]) | ~Q(bank_reference=""),
                name="payouts_paid_with_a_reference",
            ),
            models.UniqueConstraint(
                fields=["bank_reference"],
                condition=~Q(bank_reference=""),
                name="payouts_reference_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(held_for=""), name="payouts_held_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["seller", "state"], name="payouts_of_seller")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Return what stands in the bank's file and on the statement."""
        return f"P{self.pk:06d}"

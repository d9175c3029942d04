"""The books of the money. Rows are written once; the database refuses to change them.

Amounts are satang. In an entry plus is debit and minus is credit, so that a journal sums to
zero; what the marketplace owes (a seller's balance, a buyer's refund) is therefore below zero
in the books and shown with its sign turned (`balances.owed_to`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.groups.models import Community
from community.sellers.models import Seller
from shop.purchases.models import Purchase, SellerOrder


class Account(models.Model):
    """Where money is, whose it is, or what it went for. Made at its first entry."""

    class Kind(models.TextChoices):
        # Where money is
        GATEWAY = "gateway", _("Money at the gateway")
        BANK = "bank", _("The marketplace's bank account")
        COD = "cod", _("Cash on delivery that carriers owe")
        # On its way: these return to zero
        BUYERS = "buyers", _("Came from buyers, not yet given to sellers")
        HELD_BY_SELLER = "held_by_seller", _("Came straight to a seller")
        ON_ITS_WAY = "on_its_way", _("Payouts on their way to banks")
        DISPUTED = "disputed", _("Taken back by a bank while a dispute is open")
        UNMATCHED = "unmatched", _("In the bank, nobody knows for what")
        # Whose it is
        SELLER = "seller", _("A seller's balance")
        REFUNDS_DUE = "refunds_due", _("Owed back to buyers")
        FUND = "fund", _("A community's fund")
        COMMISSION_VAT = "commission_vat", _("VAT on commission, owed to the state")
        # What the marketplace earned and spent
        COMMISSION = "commission", _("Commission")
        FEE_INCOME = "fee_income", _("Fees that buyers paid")
        FEES = "fees", _("Fees of gateways and banks")
        DISCOUNTS = "discounts", _("Vouchers that the marketplace bears")
        LOSSES = "losses", _("Losses that the marketplace bears")

    code = models.CharField(max_length=60, unique=True)  # accounts.py: "seller:12", "bank"
    kind = models.CharField(max_length=16, choices=Kind.choices)
    seller = models.ForeignKey(Seller, models.PROTECT, null=True, related_name="ledger_accounts")
    community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["seller"], name="ledger_account_seller")]

    def __str__(self) -> str:
        return self.code


class Journal(models.Model):
    """One act that moved money: its entries sum to zero, its key makes it happen once."""

    class Cause(models.TextChoices):
        PAYMENT = "payment", _("Payment")  # money came
        SALE = "sale", _("Sale")  # it is the sellers' now
        COMMISSION = "commission", _("Commission")
        FEE = "fee", _("Fee")  # of a gateway or a bank
        REFUND = "refund", _("Refund")
        SETTLEMENT = "settlement", _("From the gateway to the bank")
        PAYOUT = "payout", _("Payout")
        DISPUTE = "dispute", _("Dispute")
        CORRECTION = "correction", _("Correction")  # by two persons

    key = models.CharField(max_length=120, unique=True)
    cause = models.CharField(max_length=12, choices=Cause.choices)
    at = models.DateTimeField(default=timezone.now)
    purchase = models.ForeignKey(Purchase, models.PROTECT, null=True, related_name="journals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(cause="correction")
                | (Q(by__isnull=False, second__isnull=False) & ~Q(by=F("second")) & ~Q(note="")),
                name="ledger_correction_by_two",
            ),
        ]
        indexes = [models.Index(fields=["cause", "at"], name="ledger_cause_at")]

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """One line of a journal. `what` is the column of a seller's statement it stands in."""

    class What(models.TextChoices):
        SALE = "sale", _("Goods sold")
        DELIVERY = "delivery", pgettext_lazy("money of a seller", "Delivery")
        BUYER_FEE = "buyer_fee", _("Fee the buyer paid")
        COMMISSION = "commission", _("Commission")
        COMMISSION_VAT = "commission_vat", _("VAT on commission")
        FEE = "fee", _("Fee")
        REFUND = "refund", _("Refund")
        COMMISSION_BACK = "commission_back", _("Commission given back")
        HELD = "held", _("You have received it yourself")
        DISPUTE = "dispute", _("Dispute")
        PAYOUT = "payout", _("Paid out")
        PAYOUT_BACK = "payout_back", _("Payout that came back")
        RESERVE = "reserve", _("Kept for a while")  # off the balance and onto it again
        PAID_IN = "paid_in", _("You paid in")  # to settle a debt
        CORRECTION = "correction", _("Correction")
        MOVE = "move", _("Move")  # between accounts that are no seller's

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    amount_satang = models.BigIntegerField()  # plus: debit, minus: credit
    what = models.CharField(max_length=16, choices=What.choices, default=What.MOVE)
    seller_order = models.ForeignKey(
        SellerOrder, models.PROTECT, null=True, related_name="ledger_entries"
    )
    at = models.DateTimeField()  # its journal's

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=~Q(amount_satang=0), name="ledger_entry_not_zero"),
        ]
        indexes = [
            models.Index(
                fields=["account", "at"],
                include=["amount_satang", "what"],
                name="ledger_account_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount_satang}"


class Seal(models.Model):
    """A link of the chain: the hash over a journal, its entries and the link before.

    Written by the database when the journal is committed, in the order of commits.
    """

    journal = models.OneToOneField(Journal, models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.hash

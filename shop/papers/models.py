"""Papers of the money: numbered without gaps, frozen when they are issued, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from community.words.fields import PlainLineField
from shop.purchases.models import Baht, Purchase, SellerOrder
from shop.refunds.models import Refund

TAX_ID_DIGITS = 13


class Letterhead(models.Model):
    """How a seller is called on its papers. Who is registered for VAT needs all of it."""

    seller = models.OneToOneField(Seller, models.PROTECT, related_name="letterhead")
    legal_name = PlainLineField(max_length=160)
    address = PlainLineField(max_length=300, blank=True)
    tax_id = models.CharField(max_length=TAX_ID_DIGITS, blank=True)
    branch = models.CharField(max_length=5, blank=True)  # empty: the head office
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.legal_name)


class InvoiceRequest(models.Model):
    """A buyer wants full tax invoices for a purchase: to whom they are made out."""

    purchase = models.OneToOneField(Purchase, models.PROTECT, related_name="invoice_request")
    name = PlainLineField(max_length=160)
    address = PlainLineField(max_length=300)
    tax_id = models.CharField(max_length=TAX_ID_DIGITS, blank=True)  # empty: not registered
    branch = models.CharField(max_length=5, blank=True)  # empty: the head office, or a person
    created_at = models.DateTimeField(auto_now_add=True)  # or said anew, as it was wrong

    def __str__(self) -> str:
        return f"{self.purchase} · {self.name}"


class Series(models.Model):
    """The last number of an issuer's papers of one kind in one year: a row that is locked."""

    issuer = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()  # of the common era
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "year"], name="papers_one_series_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.kind} {self.year}"


class Paper(models.Model):
    """A paper as it was issued. `data` is all that stands on it: see shop.papers.contents."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")  # of who is not registered for VAT
        SHORT = "short", _("Abbreviated tax invoice and receipt")
        FULL = "full", _("Tax invoice and receipt")
        CREDIT = "credit", _("Credit note")  # takes back a tax invoice, in part or whole
        REFUND = "refund", _("Refund note")  # the same for a receipt

    BACK: ClassVar[list[str]] = [Kind.CREDIT, Kind.REFUND]
    MARKETPLACE = "marketplace"  # the issuer of papers about commission

    issuer = models.CharField(max_length=40)  # "seller:12", or MARKETPLACE
    kind = models.CharField(max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()  # of the common era
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=30)  # as printed: TX2569-000012
    issued_at = models.DateTimeField()
    # Who sold; of the marketplace's own papers, who is charged.
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="papers")
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="papers")
    refund = models.ForeignKey(Refund, models.PROTECT, null=True, related_name="papers")
    # Of commission: the first day of the month it was charged in, or given back in.
    month = models.DateField(null=True)
    # A full tax invoice in place of an abbreviated one, or of one with a mistake.
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    # A credit note: of which paper.
    credits = models.ForeignKey("self", models.PROTECT, null=True, related_name="credit_notes")
    net = Baht()
    vat = Baht()
    total = Baht()
    data: Any = models.JSONField()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "year", "sequence"], name="papers_number_once"
            ),
            models.UniqueConstraint(
                fields=["seller_order", "kind"],
                condition=models.Q(refund=None, replaces=None),
                name="papers_one_of_a_kind_for_a_sale",
            ),
            models.UniqueConstraint(fields=["refund"], name="papers_one_for_a_refund"),
            models.UniqueConstraint(
                fields=["seller", "month"],
                condition=models.Q(issuer="marketplace", kind__in=["full", "receipt"]),
                name="papers_one_for_a_month",
            ),
            models.UniqueConstraint(
                fields=["seller", "month", "credits"],
                condition=models.Q(issuer="marketplace", kind__in=["credit", "refund"]),
                name="papers_one_back_for_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("net") + models.F("vat"), total__gt=0, vat__gte=0
                ),
                name="papers_total_is_the_sum",
            ),
        ]
        indexes = [models.Index(fields=["seller", "-issued_at"], name="papers_of_a_seller")]

    def __str__(self) -> str:
        return self.number

    @property
    def is_back(self) -> bool:
        return self.kind in self.BACK

    @property
    def is_for_commission(self) -> bool:
        return self.issuer == self.MARKETPLACE

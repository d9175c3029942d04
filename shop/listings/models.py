"""A listing is what buyers see; its variants are what they put in the basket.

Oscar's tables stand beside: a listing and each variant have a product, a variant has a
stock record. A listing without options has one variant, and both share one product.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.places.models import in_language
from community.sellers.models import Seller
from community.words.fields import PlainLineField, PlainTextField
from shop.listings.category_words import CategoryWords as CategoryWords  # noqa: PLC0414


class Listing(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("Being looked at")  # by staff, before it goes on sale
        PUBLISHED = "published", _("On sale")
        PAUSED = "paused", _("Paused")  # by its seller, for a while
        ARCHIVED = "archived", _("Put away")  # by its seller; can come back
        WITHDRAWN = "withdrawn", _("Withdrawn")  # by staff, for good

    class Storage(models.TextChoices):
        AMBIENT = "ambient", _("Keep dry and cool")
        CHILLED = "chilled", _("Keep chilled")
        FRESH = "fresh", _("Fresh")

    product = models.OneToOneField("catalogue.Product", models.PROTECT, related_name="listing")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="listings")
    category = models.ForeignKey("catalogue.Category", models.PROTECT, related_name="listings")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    slug = models.SlugField(max_length=120)  # romanised ASCII
    title_th = PlainLineField(max_length=160)
    title_en = PlainLineField(max_length=160, blank=True)
    description_th = PlainTextField(blank=True)
    description_en = PlainTextField(blank=True)
    unit = models.CharField(max_length=20)  # a code of shop.listings.units
    made_to_order_days = models.PositiveSmallIntegerField(null=True, blank=True)
    harvest_from = models.PositiveSmallIntegerField(null=True, blank=True)  # month 1–12
    harvest_to = models.PositiveSmallIntegerField(null=True, blank=True)
    shelf_life_days = models.PositiveSmallIntegerField(null=True, blank=True)
    storage = models.CharField(max_length=12, choices=Storage.choices, default=Storage.AMBIENT)
    # A copy for pages, of those that are checked: shop.certificates.showing alone writes it.
    certificates = models.JSONField(default=list, blank=True)
    search_terms = models.TextField(blank=True)
    # What its variants differ in, at most three, in the order of choosing: ["สี", "ขนาด"].
    axes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # Sold by weight: quantities and stock are grams, prices are for a kilogram.
    is_weighed = models.BooleanField(default=False)
    # How far the weight at packing may be from what was ordered, as said at sale.
    weight_limit_percent = models.PositiveSmallIntegerField(default=10)
    related = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    slug_is_own = models.BooleanField(default=False)  # written by the seller: none is proposed
    # Every change counts it up: who saves an older one is shown both.
    version = models.PositiveIntegerField(default=1)
    # The telephone's own name for a listing that it sends: sent twice, it is listed once.
    key = models.UUIDField(null=True, blank=True, editable=False)
    # A digest of all that came with the key: what says something else is another thing.
    sent_as = models.CharField(max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "key"], name="listing_sent_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.title_th, self.title_en)

    @property
    def description(self) -> str:
        return in_language(self.description_th, self.description_en)

    @property
    def is_on_sale(self) -> bool:
        return self.state == self.State.PUBLISHED and self.seller.is_selling

    def get_absolute_url(self) -> str:
        return reverse("catalogue:detail", args=[self.slug, self.product_id])


class Variant(models.Model):
    """What is sold: one price, one stock record."""

    product = models.OneToOneField("catalogue.Product", models.PROTECT, related_name="variant")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="variants")
    stock_record = models.OneToOneField(
        "partner.StockRecord", models.PROTECT, related_name="variant"
    )
    position = models.PositiveSmallIntegerField(default=0)
    options = models.JSONField(default=dict, blank=True)  # {"สี": "แดง"}; empty when it is alone
    weight_g = models.PositiveIntegerField(default=0)  # packed, for delivery
    size_cm = models.JSONField(default=list, blank=True)  # [length, width, height] of the parcel
    photo = models.ForeignKey("Photo", models.SET_NULL, null=True, blank=True, related_name="+")
    # How much is in it, for the price per 100 g, litre, metre or piece; empty: not said.
    content = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    content_unit = models.CharField(max_length=5, blank=True)  # g, ml, m, piece

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name or self.listing.title

    @property
    def name(self) -> str:
        """Return its values in the order of choosing: the database keeps another one."""
        names = self.listing.axes if len(self.options) > 1 else self.options
        ordered = [name for name in names if name in self.options] or self.options
        return " · ".join(str(self.options[name]) for name in ordered)


class Photo(models.Model):
    """A picture of a listing. The worker draws its sizes once, into media/photos/<key>/."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    source = models.FileField(upload_to="originals/", max_length=200)
    # Of the source's bytes and the tone: equal pictures are drawn once.
    key = models.CharField(max_length=40, db_index=True)
    tone = models.CharField(max_length=7, blank=True)  # a ground for a cut-out, as in #f3e3ea
    widths = ArrayField(models.PositiveSmallIntegerField(), default=list)
    alt_th = models.CharField(max_length=200, blank=True)
    alt_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def image(self) -> dict[str, Any] | None:
        """Return what the picture tag draws, or None until the sizes exist."""
        if self.state != self.State.READY:
            return None
        alt = in_language(self.alt_th, self.alt_en)
        return {"key": self.key, "tone": self.tone, "widths": self.widths, "alt": alt}


class ListingCard(models.Model):
    """The one row that browse pages read. Derived: shop.listings.cards writes it anew."""

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="card")
    product_id = models.PositiveBigIntegerField()
    slug = models.SlugField(max_length=120)
    title_th = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    seller_id = models.PositiveBigIntegerField(db_index=True)
    seller_slug = models.SlugField(max_length=80)
    seller_name_th = models.CharField(max_length=160)
    seller_name_en = models.CharField(max_length=160, blank=True)
    province_code = models.CharField(max_length=2, db_index=True)
    province_name_th = models.CharField(max_length=80)
    province_name_en = models.CharField(max_length=80)
    category_ids = ArrayField(models.BigIntegerField())  # its own and all above
    community_ids = ArrayField(models.BigIntegerField(), default=list)
    price = models.DecimalField(max_digits=12, decimal_places=2)  # the lowest of the variants
    has_price_range = models.BooleanField(default=False)
    unit = models.CharField(max_length=20)
    photo_key = models.CharField(max_length=40, blank=True)
    photo_tone = models.CharField(max_length=7, blank=True)
    photo_widths = ArrayField(models.PositiveSmallIntegerField(), default=list)
    certificate = models.CharField(max_length=80, blank=True)  # the one shown on the card
    certificate_until = models.DateField(null=True, blank=True)  # its last day; empty: no end
    is_visible = models.BooleanField(default=False)
    is_available = models.BooleanField(default=False)
    left = models.PositiveIntegerField(null=True, blank=True)  # when few; None: enough, or to order
    search_text = models.TextField(blank=True)  # folded: lower case, no tone marks
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [
            GinIndex(fields=["category_ids"], name="card_categories"),
            GinIndex(fields=["community_ids"], name="card_communities"),
            GinIndex(fields=["search_text"], name="card_search", opclasses=["gin_trgm_ops"]),
            models.Index(
                "is_available", "listed_at", name="card_newest", condition=models.Q(is_visible=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.title_th, self.title_en)

    @property
    def seller_name(self) -> str:
        return in_language(self.seller_name_th, self.seller_name_en)

    @property
    def province_name(self) -> str:
        return in_language(self.province_name_th, self.province_name_en)

    @property
    def image(self) -> dict[str, Any] | None:
        if not self.photo_key:
            return None
        return {
            "key": self.photo_key,
            "tone": self.photo_tone,
            "widths": self.photo_widths,
            "alt": self.title,
        }

    @property
    def url(self) -> str:
        return reverse("catalogue:detail", args=[self.slug, self.product_id])

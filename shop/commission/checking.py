"""Would a rule leave a seller with less than nothing? Asked before it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from shop.commission.choosing import term_of
from shop.commission.models import Rule
from shop.commission.terms import Term, count
from shop.listings.models import Listing, Variant
from shop.listings.weights import GRAMS, LEAST_G
from shop.money import ZERO, baht, percent_of, price_of
from shop.purchases.models import VatRate

SALE = 1  # any key does: a preview has one thing


@dataclass(frozen=True)
class Preview:
    """What a sale keeps and what its seller gets."""

    goods: Decimal
    delivery: Decimal
    commission: Decimal
    vat: Decimal
    fund: Decimal

    @property
    def paid(self) -> Decimal:
        return self.goods + self.delivery

    @property
    def kept(self) -> Decimal:
        return self.commission + self.vat

    @property
    def sellers(self) -> Decimal:
        return self.paid - self.kept


class LeavesNothing(Exception):
    """A sale would keep more than it brings. Carries the title, its price, what would be kept."""

    def __init__(self, title: str, price: Decimal, kept: Decimal) -> None:
        super().__init__(f"{price} < {kept}")
        self.title = title
        self.price = price
        self.kept = kept


def vat_percent_today() -> Decimal:
    registered = settings.MARKETPLACE_VAT_REGISTERED
    return VatRate.on(timezone.localdate()) if registered else ZERO


def preview(rule: Rule | None, goods: Decimal, delivery: Decimal) -> Preview:
    """Return what a sale of these goods keeps by a rule, or by the settings' own rate."""
    return _preview(term_of(rule), goods, delivery, vat_percent_today())


def _preview(term: Term, goods: Decimal, delivery: Decimal, vat_percent: Decimal) -> Preview:
    commission = count([term.with_goods([SALE])], {SALE: goods}, delivery, vat_percent)
    fund = percent_of(commission, term.fund_percent)
    return Preview(goods, delivery, commission, percent_of(commission, vat_percent), fund)


def check_rule(rule: Rule) -> None:
    """Raise LeavesNothing when the cheapest goods on sale would bring less than the rule keeps.

    What is dearer keeps a smaller part. What is cheaper one day, or comes to less by a voucher,
    keeps all that it brings and never more (terms.count).
    """
    cheapest = _cheapest(rule)
    if cheapest is None:
        return
    title, price = cheapest
    asked = _asked(term_of(rule), price, vat_percent_today())
    if asked > price:
        raise LeavesNothing(title, price, asked)


def _asked(term: Term, price: Decimal, vat_percent: Decimal) -> Decimal:
    """Return what the rule would keep if it were not held below the price."""
    endless = replace(term, delivery=False).with_goods([SALE])
    amount = percent_of(price, endless.percent) + endless.fixed
    if endless.most is not None:
        amount = min(amount, endless.most)
    amount = max(amount, endless.least or ZERO)
    return amount + percent_of(amount, vat_percent)


def _cheapest(rule: Rule) -> tuple[str, Decimal] | None:
    """Return the title and the price of the cheapest goods on sale that it is for."""
    found = Variant.objects.filter(
        listing__state=Listing.State.PUBLISHED, stock_record__price__gt=0
    )
    if rule.seller_id:
        found = found.filter(listing__seller=rule.seller_id)
    if rule.community_id:
        found = found.filter(listing__seller__communities=rule.community_id)
    if rule.category:
        found = found.filter(listing__category__path__startswith=rule.category.path)
    first = found.select_related("listing", "stock_record").order_by("stock_record__price").first()
    return (first.listing.title, _price(first)) if first else None


def _price(variant: Variant) -> Decimal:
    price = baht(variant.stock_record.price)
    return price_of(price, LEAST_G, GRAMS) if variant.listing.is_weighed else price

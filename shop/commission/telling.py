"""What people read of the commission before they sell: the percent that is for them today."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from community.sellers.models import Seller
from shop.commission.choosing import read_rules, rules_on, term_of
from shop.commission.models import Rule


def rule_for(seller: Seller, category_id: int | None = None) -> Rule | None:
    """Return today's rule for a seller's goods, all of them or of one category."""
    categories = [] if category_id is None else [category_id]
    rules = read_rules(timezone.localdate(), [seller.pk], categories)
    return rules.for_goods(seller.pk, category_id)


def percent_for(seller: Seller) -> Decimal:
    return term_of(rule_for(seller)).percent


def market_percent() -> Decimal:
    """Return the percent for a seller of whom nothing special is said."""
    everybody = rules_on(timezone.localdate()).filter(seller=None, community=None, category=None)
    return term_of(everybody.first()).percent


def short(percent: Decimal) -> str:
    """Return it without idle zeros, as in 5 or 4.5."""
    return f"{percent.normalize():f}"

"""Freeze the rules of today on a seller order that is being placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from shop.commission.choosing import Rules, read_rules, term_of
from shop.commission.models import Rule
from shop.commission.terms import Term, count
from shop.money import ZERO, percent_of
from shop.purchases.models import VatRate


@dataclass(frozen=True)
class Sold:
    """Goods of one seller: what the seller gets for them, vouchers of others included."""

    stock_record_id: int
    category_id: int
    goods: Decimal


@dataclass(frozen=True)
class Share:
    seller_id: int
    sold: Sequence[Sold]
    delivery: Decimal


def freeze(shares: Sequence[Share]) -> list[dict[str, Any]]:
    """Return the commission fields of each share's SellerOrder, by the rules of today."""
    day = timezone.localdate()
    categories = {one.category_id for share in shares for one in share.sold}
    rules = read_rules(day, [share.seller_id for share in shares], categories)
    vat_percent = VatRate.on(day) if settings.MARKETPLACE_VAT_REGISTERED else ZERO
    return [fields_of(rules, share, vat_percent) for share in shares]


def fields_of(rules: Rules, share: Share, vat_percent: Decimal) -> dict[str, Any]:
    """Return what the rules make of a share, for SellerOrder(**fields)."""
    general = rules.for_goods(share.seller_id, None)
    terms = _terms(rules, general, share)
    goods = _by_record(share)
    commission = count(terms, goods, share.delivery, vat_percent)
    fund_id = rules.fund_of(general, share.seller_id) if general else None
    fund = percent_of(commission, terms[0].fund_percent) if fund_id else ZERO
    return {
        "commission_percent": terms[0].percent,
        "commission": commission,
        "commission_terms": [term.frozen() for term in terms],
        "commission_vat_percent": vat_percent,
        "commission_vat": percent_of(commission, vat_percent),
        "commission_fund": fund,
        "fund_community_id": fund_id if fund else None,
    }


def _terms(rules: Rules, general: Rule | None, share: Share) -> list[Term]:
    """Return the rule for all goods first: delivery and the fund follow it."""
    records: Mapping[int | None, list[int]] = defaultdict(list)
    found: dict[int | None, Rule | None] = {general.pk if general else None: general}
    for one in share.sold:
        rule = rules.for_goods(share.seller_id, one.category_id)
        key = rule.pk if rule else None
        found.setdefault(key, rule)
        records[key].append(one.stock_record_id)
    terms = [term_of(rule).with_goods(records.get(key, [])) for key, rule in found.items()]
    return [terms[0], *(replace(term, delivery=False) for term in terms[1:])]


def _by_record(share: Share) -> dict[int, Decimal]:
    goods: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for one in share.sold:
        goods[one.stock_record_id] += one.goods
    return dict(goods)

"""Which rule is for which goods: the most specific one, among equals the younger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, QuerySet
from oscar.apps.catalogue.models import Category

from community.sellers.models import Seller
from shop.commission.models import Rule
from shop.commission.terms import Term


def rules_on(day: date) -> QuerySet[Rule]:
    """Return the rules that hold on a day, those that nobody ended."""
    held = Q(valid_until=None) | Q(valid_until__gte=day)
    return Rule.objects.filter(held, valid_from__lte=day, ended_at=None)


@dataclass(frozen=True)
class Rules:
    """The rules of a day with what they are asked about, read at once: three queries at most."""

    rules: list[Rule]
    communities: Mapping[int, list[int]] = field(default_factory=dict)  # of each seller
    paths: Mapping[int, str] = field(default_factory=dict)  # of categories, in Oscar's tree

    def for_goods(self, seller_id: int, category_id: int | None) -> Rule | None:
        """Return the rule for a seller's goods of a category; None: the settings' own rate.

        Without a category, the rule for all of the seller's goods.
        """
        fitting = [rule for rule in self.rules if self._fits(rule, seller_id, category_id)]
        return min(fitting, key=self._rank, default=None)

    def fund_of(self, rule: Rule, seller_id: int) -> int | None:
        """Return the community whose fund gets the rule's part."""
        own = next(iter(self.communities.get(seller_id, [])), None)
        return rule.fund_community_id or rule.community_id or own

    def _fits(self, rule: Rule, seller_id: int, category_id: int | None) -> bool:
        if rule.seller_id not in (None, seller_id):
            return False
        if rule.community_id and rule.community_id not in self.communities.get(seller_id, []):
            return False
        if rule.category is None:
            return True
        path = self.paths.get(category_id or 0, "")
        return path.startswith(rule.category.path)

    def _rank(self, rule: Rule) -> tuple[int, int, int, int]:
        depth = len(rule.category.path) if rule.category else 0
        level = Rule.ORDER.index(rule.level)
        return level, -depth, -rule.valid_from.toordinal(), -rule.pk


def read_rules(day: date, seller_ids: Iterable[int], category_ids: Iterable[int]) -> Rules:
    rules = list(rules_on(day).select_related("category"))
    ours = any(rule.community_id or rule.fund_percent for rule in rules)
    communities = _communities(seller_ids) if ours else {}
    asked = category_ids if any(rule.category_id for rule in rules) else []
    paths = dict(Category.objects.filter(pk__in=asked).values_list("pk", "path")) if asked else {}
    return Rules(rules, communities, paths)


def _communities(seller_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the communities of each seller, the one it joined first in front."""
    through = Seller.communities.through.objects.filter(seller_id__in=list(seller_ids))
    found: dict[int, list[int]] = defaultdict(list)
    for seller_id, community_id in through.order_by("pk").values_list("seller_id", "community_id"):
        found[seller_id].append(community_id)
    return dict(found)


def term_of(rule: Rule | None) -> Term:
    if rule is None:
        return Term(Decimal(settings.COMMISSION_PERCENT))
    return Term(
        percent=rule.percent,
        rule=rule.pk,
        level=rule.level,
        fixed=rule.fixed,
        least=rule.least,
        most=rule.most,
        delivery=rule.on_delivery,
        fund_percent=rule.fund_percent,
    )

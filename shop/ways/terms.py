"""What staff and sellers have set for the ways: two queries, however many ways and sellers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings

from community.banking.models import PayoutAccount
from shop.money import ZERO
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.ways.models import SellerWay, WaySetting

Method = Attempt.Method
CollectBy = Purchase.CollectBy
# Into their own hands: each seller says which of these it takes.
SELLERS_CHOOSE = (Method.SELLER_QR, Method.COD, Method.CASH)
COD_MOST = Decimal("2000.00")


@dataclass(frozen=True)
class WayTerms:
    """One way's setting: limits in baht (None: none) and the fee."""

    on: bool
    least: Decimal | None = None
    most: Decimal | None = None
    fee_percent: Decimal = ZERO
    fee_fixed: Decimal = ZERO


@dataclass(frozen=True)
class Terms:
    """What holds for these sellers: each way's setting, and who takes what."""

    ways: Mapping[str, WayTerms]
    takers: Mapping[str, frozenset[int]] = field(default_factory=dict)  # {way: seller ids}

    def of(self, code: str) -> WayTerms:
        return self.ways[code]

    def is_taken(self, code: str, seller_ids: Iterable[int]) -> bool:
        return set(seller_ids) <= self.takers.get(code, frozenset())


def is_direct() -> bool:
    """Return whether this marketplace may not hold money for others."""
    return settings.COLLECT_BY == CollectBy.SELLER_DIRECT


def start_of(code: str) -> WayTerms:
    """Return what holds for a way until staff say otherwise."""
    gateway_ways = {Method.PROMPTPAY, Method.CARD}
    on = code == Method.SELLER_QR if is_direct() else code in gateway_ways
    return WayTerms(on, most=COD_MOST if code == Method.COD else None)


def market_terms() -> dict[str, WayTerms]:
    """Return {way: its setting} of this marketplace, in one query."""
    saved = {row.code: _terms(row) for row in WaySetting.objects.all()}
    return {code: saved.get(code) or start_of(code) for code in Method.values}


def terms_for(seller_ids: Iterable[int]) -> Terms:
    ids, ways = list(seller_ids), market_terms()
    if not any(ways[code].on for code in SELLERS_CHOOSE):
        return Terms(ways)
    rows = SellerWay.objects.filter(seller__in=ids).values_list("code", "seller_id", "on")
    takers: dict[str, set[int]] = defaultdict(set)
    if is_direct():  # the market's own way: who has an account for it takes it
        takers[Method.SELLER_QR] = set(ids)
    for code, seller_id, on in rows:
        (takers[code].add if on else takers[code].discard)(seller_id)
    if ways[Method.SELLER_QR].on:
        takers[Method.SELLER_QR] &= with_promptpay(ids)
    return Terms(ways, {code: frozenset(taking) for code, taking in takers.items()})


def with_promptpay(seller_ids: Iterable[int]) -> set[int]:
    """Return the sellers whose account in use is a PromptPay number: a QR can be drawn to it."""
    accounts = PayoutAccount.objects.filter(
        seller__in=list(seller_ids),
        state=PayoutAccount.State.ACTIVE,
        kind=PayoutAccount.Kind.PROMPTPAY,
    )
    return set(accounts.values_list("seller_id", flat=True))


def _terms(row: WaySetting) -> WayTerms:
    return WayTerms(row.on, row.least, row.most, row.fee_percent, row.fee_fixed)

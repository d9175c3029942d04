"""A rule as it is frozen on a seller order, and what terms make of money. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from shop.money import SATANG, ZERO, percent_of

OF_ALL = 100


@dataclass(frozen=True)
class Term:
    """One rule's part in a seller order: for which stock records, and whether for delivery."""

    percent: Decimal
    stock_records: tuple[int, ...] = ()
    rule: int | None = None  # None: the marketplace's own rate of the settings
    level: str = "marketplace"
    fixed: Decimal = ZERO
    least: Decimal | None = None
    most: Decimal | None = None
    delivery: bool = False
    fund_percent: Decimal = ZERO

    def with_goods(self, stock_records: Iterable[int]) -> Term:
        return replace(self, stock_records=tuple(stock_records))

    def frozen(self) -> dict[str, Any]:
        """Return it for the JSON column; amounts as text."""
        return {
            "rule": self.rule,
            "level": self.level,
            "percent": str(self.percent),
            "fixed": str(self.fixed),
            "least": _text(self.least),
            "most": _text(self.most),
            "delivery": self.delivery,
            "fund_percent": str(self.fund_percent),
            "stock_records": list(self.stock_records),
        }


def thawed(frozen: Mapping[str, Any]) -> Term:
    return Term(
        percent=Decimal(frozen["percent"]),
        stock_records=tuple(frozen["stock_records"]),
        rule=frozen["rule"],
        level=frozen["level"],
        fixed=Decimal(frozen["fixed"]),
        least=_amount(frozen["least"]),
        most=_amount(frozen["most"]),
        delivery=frozen["delivery"],
        fund_percent=Decimal(frozen["fund_percent"]),
    )


def count(
    terms: Iterable[Term], goods: Mapping[int, Decimal], delivery: Decimal, vat_percent: Decimal
) -> Decimal:
    """Return the commission of a seller order, rounded once for each rule.

    `goods` is what the seller gets for each stock record's. Commission and the VAT on it are
    never more than the money that it is of: no sale makes a seller owe.
    """
    return sum((_of(term, goods, delivery, vat_percent) for term in terms), ZERO)


def _of(
    term: Term, goods: Mapping[int, Decimal], delivery: Decimal, vat_percent: Decimal
) -> Decimal:
    of_goods = sum((goods.get(one, ZERO) for one in term.stock_records), ZERO)
    base = of_goods + (delivery if term.delivery else ZERO)
    amount = percent_of(base, term.percent)
    if of_goods > 0:  # where no goods are left, nothing fixed is due for them
        amount = _within(term, amount + term.fixed)
    return max(min(amount, _all_of(base, vat_percent)), ZERO)


def _within(term: Term, amount: Decimal) -> Decimal:
    if term.most is not None:
        amount = min(amount, term.most)
    return amount if term.least is None else max(amount, term.least)


def _all_of(base: Decimal, vat_percent: Decimal) -> Decimal:
    """Return the largest commission that leaves nothing of the money, VAT on it included."""
    return (base * OF_ALL / (OF_ALL + vat_percent)).quantize(SATANG, ROUND_DOWN)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

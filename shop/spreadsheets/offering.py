"""What of a row can be bought: one thing, or several where it names several prices."""

from __future__ import annotations

import re
from decimal import Decimal

from shop.spreadsheets.cells import Cell
from shop.spreadsheets.goods import Goods, Offer
from shop.spreadsheets.prices import AS_SET, SPLIT, Price, read_price
from shop.spreadsheets.remarks import ASK, WARN, Remark
from shop.spreadsheets.stocks import Stock, kept_count, read_stock

AXIS = "แบบ"
NAMES_BETWEEN = re.compile(r"\s*[/,]\s*|\s+")
LETTERS = re.compile(r"[A-Za-z0-9]{1,6}")


def read_offers(goods: Goods, cells: dict[str, Cell], *, commas: bool) -> list[Remark]:
    """Write the row's offers and return what is to be said of price and stock."""
    price_cell = cells.get("price", Cell())
    answer = price_cell.text if price_cell.answered else ""
    if answer in {SPLIT, AS_SET}:
        price_cell = Cell(cells["price_typed"].raw) if "price_typed" in cells else Cell()
    price = read_price(price_cell, commas=commas)
    stock = read_stock(cells.get("stock", Cell()), commas=commas)
    _weigh(goods, price, stock)
    if answer == SPLIT and price.amounts:
        return _split(goods, price, stock)
    if answer == AS_SET and price.set_of and price.amount:
        return _as_set(goods, price, stock)
    return _one(goods, price, stock)


def _weigh(goods: Goods, price: Price, stock: Stock) -> None:
    if price.per_kilo or stock.in_kilos:
        goods.weighed, goods.unit = True, "kg"


def _one(goods: Goods, price: Price, stock: Stock) -> list[Remark]:
    remarks = [*price.remarks, *stock.remarks]
    count = 0
    if stock.counts:
        if not price.amounts:  # else the question about the prices comes first
            facts = {"typed": ", ".join(f"{name} {many}" for name, many in stock.counts)}
            total = sum(many for _name, many in stock.counts)
            remarks.append(Remark(ASK, "stock", "stock_several", facts, [str(total)]))
    elif not any(one.field == "stock" and one.level == ASK for one in remarks):
        kept = _kept(stock, goods, remarks)
        count = kept or 0
    amount = None if price.amount is None else f"{price.amount:.2f}"
    goods.offers = [Offer(goods.sku, amount, count)]
    return remarks


def _kept(stock: Stock, goods: Goods, remarks: list[Remark]) -> int | None:
    if any(one.level == "reject" for one in stock.remarks):
        return None
    kept = kept_count(stock.count, weighed=goods.weighed)
    if isinstance(kept, Remark):
        remarks.append(kept)
        return None
    return kept


def _split(goods: Goods, price: Price, stock: Stock) -> list[Remark]:
    """Make an offer of each price; its name is the choice that stands beside it."""
    names = [name for name in NAMES_BETWEEN.split(goods.option) if name]
    prices = _prices(price, names)
    if len(prices) > len(names):
        names = [str(place + 1) for place in range(len(prices))]
    counts = dict(stock.counts) if stock.counts and stock.counts[0][0] else {}
    listed = [count for _name, count in stock.counts] if not counts else []
    remarks: list[Remark] = [one for one in stock.remarks if one.level != WARN]
    if not counts and len(listed) != len(names):
        remarks.append(_ask_counts(stock, names))
        listed = [0] * len(names)
    goods.offers = [
        Offer(
            _sku_of(goods.sku, name, place),
            f"{prices[place]:.2f}",
            counts.get(name, listed[place] if listed else 0),
            {AXIS: name},
        )
        for place, name in enumerate(names)
    ]
    return remarks


def _prices(price: Price, names: list[str]) -> list[Decimal]:
    named = {name: amount for name, amount in price.amounts if name}
    if not named:
        return [amount for _name, amount in price.amounts]
    usual = price.amounts[0][1]
    return [named.get(name, usual) for name in names]


def _ask_counts(stock: Stock, names: list[str]) -> Remark:
    total, many = int(stock.count or 0), len(names)
    even = [total // many + (place < total % many) for place in range(many)]
    facts = {"names": " / ".join(names), "total": total}
    return Remark(ASK, "stock", "stock_of_each", facts, ["/".join(map(str, even))])


def _sku_of(sku: str, name: str, place: int) -> str:
    return f"{sku}-{name if LETTERS.fullmatch(name) else place + 1}" if sku else ""


def _as_set(goods: Goods, price: Price, stock: Stock) -> list[Remark]:
    """Sell so many together: the price is for the set, the stock whole sets."""
    kept = [one for one in stock.remarks if one.level != WARN]
    pieces = _kept(stock, goods, kept) or 0
    goods.unit = "set"
    goods.title = f"{goods.title} (ชุดละ {price.set_of} ชิ้น)"
    sets = pieces // price.set_of
    goods.offers = [Offer(goods.sku, f"{price.amount:.2f}", sets)]
    facts = {"typed": str(pieces), "value": str(sets)}
    return [*kept, Remark(WARN, "stock", "read_as", facts)]

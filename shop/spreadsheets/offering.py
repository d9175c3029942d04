"""What of a row can be bought: one thing, or several where it names several prices."""

from __future__ import annotations

import re
from decimal import Decimal

from shop.spreadsheets.cells import Cell
from shop.spreadsheets.goods import Goods, Offer
from shop.spreadsheets.prices import AS_SET, SPLIT, Price, read_price
from shop.spreadsheets.remarks import ASK, REJECT, WARN, Remark
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
    remarks = _weigh(goods, price, stock)
    if answer == SPLIT and price.amounts:
        return remarks + _split(goods, price, stock)
    if answer == AS_SET and price.set_of and price.amount and not goods.weighed:
        return remarks + _as_set(goods, price, stock)
    return remarks + _one(goods, price, stock)


def _weigh(goods: Goods, price: Price, stock: Stock) -> list[Remark]:
    """Take a price or a count in kilograms for goods by weight, unless the shelf knows better."""
    if goods.is_known and not goods.weighed:
        said = [name for name, it_is in _in_kilos(price, stock) if it_is]
        return [Remark(REJECT, name, "counted_in_kilos") for name in said]
    if price.per_kilo or stock.in_kilos:
        goods.weighed, goods.unit = True, "kg"
    mixed = goods.weighed and stock.in_dozens
    return [Remark(REJECT, "stock", "weighed_in_pieces")] if mixed else []


def _in_kilos(price: Price, stock: Stock) -> list[tuple[str, bool]]:
    return [("price", price.per_kilo), ("stock", stock.in_kilos)]


def _one(goods: Goods, price: Price, stock: Stock) -> list[Remark]:
    remarks = [*price.remarks, *stock.remarks]
    count = None if goods.is_known else 0
    if stock.counts:
        if not price.amounts:  # else the question about the prices comes first
            facts = {"typed": ", ".join(f"{name} {many}" for name, many in stock.counts)}
            total = sum(many for _name, many in stock.counts)
            remarks.append(Remark(ASK, "stock", "stock_several", facts, [str(total)]))
    elif not any(one.field == "stock" and one.level == ASK for one in remarks):
        kept = _kept(stock.count, goods, remarks)
        count = count if kept is None else kept
    amount = None if price.amount is None else f"{price.amount:.2f}"
    goods.offers = [Offer(goods.sku, amount, count)]
    return remarks


def _kept(count: Decimal | None, goods: Goods, remarks: list[Remark]) -> int | None:
    if any(one.field == "stock" and one.level == REJECT for one in remarks):
        return None
    kept = kept_count(count, weighed=goods.weighed)
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
            _kept(Decimal(counts.get(name, listed[place] if listed else 0)), goods, remarks) or 0,
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
    pieces = _kept(stock.count, goods, kept) or 0
    goods.unit = "set"
    goods.title = f"{goods.title} (ชุดละ {price.set_of} ชิ้น)"
    sets = pieces // price.set_of
    goods.offers = [Offer(goods.sku, f"{price.amount:.2f}", sets)]
    facts = {"typed": str(pieces), "value": str(sets)}
    return [*kept, Remark(WARN, "stock", "read_as", facts)]

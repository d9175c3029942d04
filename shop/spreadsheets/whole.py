"""Look at all rows together: codes that come twice, main rows and their choices, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shop.listings.folding import fold
from shop.spreadsheets.codes import Codes
from shop.spreadsheets.goods import Goods, options_of, sku_key
from shop.spreadsheets.joining import apply_joins
from shop.spreadsheets.remarks import ASK, REJECT, WARN, Remark, verdict_of
from shop.spreadsheets.rows import Read

AXIS = "แบบ"
NEEDLESS_IN_MAIN = {"price_missing", "stock_missing"}  # it is not sold itself


def look_at_all(reads: list[Read], joined: Iterable[int], axis: str) -> list[dict[str, object]]:
    """Add what only the whole file shows to the rows' remarks; return what could be joined."""
    codes = Codes(sku_key(read.goods.sku) for read in reads if read.goods.sku)
    _fill_codes(reads, codes)
    _refuse_twice(reads, codes)
    _follow_parents(reads)
    proposals = apply_joins(reads, set(joined), axis)
    for read in reads:
        _name_choice(read.goods)
    _weigh_together(reads)
    _same_names(reads)
    return proposals


def _is_kept(read: Read) -> bool:
    return verdict_of(read.remarks) != "skip"


def _fill_codes(reads: Sequence[Read], codes: Codes) -> None:
    """Ask for codes that are missing, with one to take; a row under another is its choice."""
    above: Goods | None = None
    for read in reads:
        goods = read.goods
        asks_code = any(one.field == "sku" for one in read.remarks)
        if not goods.title and goods.option and above and above.option:
            _choice_of(read, above, codes)
        elif not goods.sku and not asks_code and goods.title and _is_kept(read):
            read.remarks.append(Remark(ASK, "sku", "sku_missing", {}, [codes.next()]))
        if goods.title:
            above = goods


def _choice_of(read: Read, above: Goods, codes: Codes) -> None:
    goods = read.goods
    read.remarks = [one for one in read.remarks if one.code != "title_missing"]
    if goods.sku:
        goods.joins, goods.title = above.number, above.title
        above.joins = above.number
        return
    facts = {"title": above.title, "option": goods.option, "row": above.number}
    proposal = codes.next_choice(above.sku)
    read.remarks.append(Remark(ASK, "sku", "variant_of_above", facts, [proposal]))


def _refuse_twice(reads: Sequence[Read], codes: Codes) -> None:
    first: dict[str, int] = {}
    for read in reads:
        key = sku_key(read.goods.sku)
        if not key or not _is_kept(read):
            continue
        if key in first:
            facts = {"row": first[key]}
            read.remarks.append(Remark(REJECT, "sku", "sku_twice", facts, [codes.next()]))
        first.setdefault(key, read.goods.number)


def _follow_parents(reads: Sequence[Read]) -> None:
    """Find the main row of each choice; refuse circles and what is not there."""
    by_key: dict[str, Read] = {}
    for read in reads:
        if read.goods.sku:
            by_key.setdefault(sku_key(read.goods.sku), read)
    for read in reads:
        if read.goods.parent and _looks_up(read.goods, by_key):
            wrong = _wrong_parent(read.goods, by_key)
            if wrong:
                facts = {"parent": read.goods.parent}
                read.remarks.append(Remark(REJECT, "parent", wrong, facts))
            else:
                main = by_key[sku_key(read.goods.parent)]
                main.goods.is_main, read.goods.joins = True, main.goods.number
                main.remarks = [one for one in main.remarks if one.code not in NEEDLESS_IN_MAIN]
    _fall_with_main(reads)


def _looks_up(goods: Goods, by_key: dict[str, Read]) -> bool:
    """Goods that are there need no main row: part of a file that was exported is enough."""
    return not goods.is_known or sku_key(goods.parent) in by_key


def _wrong_parent(goods: Goods, by_key: dict[str, Read]) -> str:
    key = sku_key(goods.parent)
    if key == sku_key(goods.sku):
        return "parent_itself"
    if key not in by_key:
        return "parent_unknown"
    if by_key[key].goods.parent:
        return "parent_of_parent"
    return "" if goods.is_known or options_of(goods.option, AXIS) else "option_missing"


def _fall_with_main(reads: Sequence[Read]) -> None:
    """A choice whose main row is not saved cannot be saved either."""
    fallen = {
        read.goods.number
        for read in reads
        if read.goods.is_main and verdict_of(read.remarks) in {"reject", "ask"}
    }
    for read in reads:
        if read.goods.joins in fallen:
            facts = {"row": read.goods.joins}
            read.remarks.append(Remark(REJECT, "parent", "main_row_waits", facts))


def _weigh_together(reads: Sequence[Read]) -> None:
    """Refuse a choice in pieces of goods by weight, and the other way round."""
    heads = {read.goods.number: read.goods for read in reads}
    for read in reads:
        head = heads.get(read.goods.joins)
        if head and head.weighed != read.goods.weighed:
            facts = {"row": head.number}
            read.remarks.append(Remark(REJECT, "weighed", "weighed_unlike_main", facts))


def _name_choice(goods: Goods) -> None:
    """Give each offer its choice; goods that stand alone carry it in their name."""
    options = options_of(goods.option, AXIS)
    for offer in goods.offers:
        if goods.joins and not offer.options:
            offer.options = options
    is_alone = not goods.joins and not goods.is_main and not goods.keeps_name
    if goods.title and is_alone and not any(offer.options for offer in goods.offers):
        goods.title = " ".join([goods.title, *options.values()])[:160]


def _same_names(reads: Sequence[Read]) -> None:
    first: dict[str, int] = {}
    for read in reads:
        goods = read.goods
        if (
            not goods.title
            or goods.joins
            or goods.keeps_name
            or verdict_of(read.remarks) in {"reject", "skip"}
        ):
            continue
        name = fold(goods.title)
        if name in first:
            read.remarks.append(Remark(WARN, "title", "same_name", {"row": first[name]}))
        first.setdefault(name, goods.number)

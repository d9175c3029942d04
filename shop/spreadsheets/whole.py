"""Look at all rows together: codes that come twice, main rows and their choices, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from shop.listings.folding import fold
from shop.spreadsheets.goods import Goods, options_of, sku_key
from shop.spreadsheets.joining import apply_joins
from shop.spreadsheets.remarks import ASK, REJECT, WARN, Remark, verdict_of
from shop.spreadsheets.rows import Read

NUMBER_AT_END = re.compile(r"(.*?)(\d+)$")
AXIS = "แบบ"


def look_at_all(reads: list[Read], joined: Iterable[int], axis: str) -> list[dict[str, object]]:
    """Add what only the whole file shows to the rows' remarks; return what could be joined."""
    taken = {sku_key(read.goods.sku) for read in reads if read.goods.sku}
    _fill_codes(reads, taken)
    _refuse_twice(reads, taken)
    _follow_parents(reads)
    proposals = apply_joins(reads, set(joined), axis)
    for read in reads:
        _name_choice(read.goods)
    _same_names(reads)
    return proposals


def _is_kept(read: Read) -> bool:
    return verdict_of(read.remarks) != "skip"


def _fill_codes(reads: Sequence[Read], taken: set[str]) -> None:
    """Ask for codes that are missing, with one to take; a row under another is its choice."""
    above: Goods | None = None
    for read in reads:
        goods = read.goods
        asks_code = any(one.field == "sku" for one in read.remarks)
        if not goods.title and goods.option and above and above.option:
            _choice_of(read, above, taken)
        elif not goods.sku and not asks_code and goods.title and _is_kept(read):
            proposal = _next_code(taken)
            read.remarks.append(Remark(ASK, "sku", "sku_missing", {}, [proposal]))
        if goods.title:
            above = goods


def _choice_of(read: Read, above: Goods, taken: set[str]) -> None:
    goods = read.goods
    read.remarks = [one for one in read.remarks if one.code != "title_missing"]
    if goods.sku:
        goods.joins, goods.title = above.number, above.title
        above.joins = above.number
        return
    place = next(n for n in range(2, 1000) if sku_key(f"{above.sku}-{n}") not in taken)
    facts = {"title": above.title, "option": goods.option, "row": above.number}
    read.remarks.append(Remark(ASK, "sku", "variant_of_above", facts, [f"{above.sku}-{place}"]))


def _next_code(taken: set[str]) -> str:
    """Return the next code of the file's own series, and take it."""
    found = [match for match in map(NUMBER_AT_END.fullmatch, taken) if match]
    prefix = Counter(match[1] for match in found).most_common(1)[0][0] if found else "a"
    series = [match for match in found if match[1] == prefix]
    last = max((int(match[2]) for match in series), default=0)
    width = max((len(match[2]) for match in series), default=3)
    code = f"{prefix}{last + 1:0{width}d}".upper()
    taken.add(sku_key(code))
    return code


def _refuse_twice(reads: Sequence[Read], taken: set[str]) -> None:
    first: dict[str, int] = {}
    for read in reads:
        key = sku_key(read.goods.sku)
        if not key or not _is_kept(read):
            continue
        if key in first:
            facts = {"row": first[key]}
            read.remarks.append(Remark(REJECT, "sku", "sku_twice", facts, [_next_code(taken)]))
        first.setdefault(key, read.goods.number)


def _follow_parents(reads: Sequence[Read]) -> None:
    """Find the main row of each choice; refuse circles and what is not there."""
    by_key: dict[str, Read] = {}
    for read in reads:
        if read.goods.sku:
            by_key.setdefault(sku_key(read.goods.sku), read)
    for read in reads:
        if read.goods.parent:
            wrong = _wrong_parent(read.goods, by_key)
            if wrong:
                facts = {"parent": read.goods.parent}
                read.remarks.append(Remark(REJECT, "parent", wrong, facts))
            else:
                main = by_key[sku_key(read.goods.parent)].goods
                main.is_main, read.goods.joins = True, main.number
    _fall_with_main(reads)


def _wrong_parent(goods: Goods, by_key: dict[str, Read]) -> str:
    key = sku_key(goods.parent)
    if key == sku_key(goods.sku):
        return "parent_itself"
    if key not in by_key:
        return "parent_unknown"
    if by_key[key].goods.parent:
        return "parent_of_parent"
    return "" if options_of(goods.option, AXIS) else "option_missing"


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


def _name_choice(goods: Goods) -> None:
    """Give each offer its choice; goods that stand alone carry it in their name."""
    options = options_of(goods.option, AXIS)
    for offer in goods.offers:
        if goods.joins and not offer.options:
            offer.options = options
    is_alone = not goods.joins and not goods.is_main
    if goods.title and is_alone and not any(offer.options for offer in goods.offers):
        goods.title = " ".join([goods.title, *options.values()])[:160]


def _same_names(reads: Sequence[Read]) -> None:
    first: dict[str, int] = {}
    for read in reads:
        goods = read.goods
        if not goods.title or goods.joins or verdict_of(read.remarks) in {"reject", "skip"}:
            continue
        name = fold(goods.title)
        if name in first:
            read.remarks.append(Remark(WARN, "title", "same_name", {"row": first[name]}))
        first.setdefault(name, goods.number)

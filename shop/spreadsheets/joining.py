"""Rows that look like choices of one thing: offered, and joined when their owner says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from shop.spreadsheets.goods import options_of
from shop.spreadsheets.remarks import verdict_of
from shop.spreadsheets.rows import Read

SIZE_AT_END = re.compile(r"(.+?)\s+(XXS|XS|S|M|L|XL|XXL|XXXL|เล็ก|กลาง|ใหญ่|จัมโบ้)")
SIZE_AXIS = "ขนาด"
Family = list[Read]


def apply_joins(reads: Sequence[Read], joined: set[int], axis: str) -> list[dict[str, object]]:
    """Join the families whose first row is in `joined`; return all that could be joined."""
    proposals: list[dict[str, object]] = []
    for family, title, name, options in _families(reads, axis):
        first = family[0].goods.number
        if first in joined:
            _join(family, title, name, options)
        proposals.append(
            {
                "first": first,
                "rows": [read.goods.number for read in family],
                "title": title,
                "options": options,
                "joined": first in joined,
            }
        )
    return proposals


def _families(reads: Sequence[Read], axis: str) -> list[tuple[Family, str, str, list[str]]]:
    free = [read for read in reads if _may_join(read)]
    found = []
    for title, group in groupby(free, key=lambda read: read.goods.title):
        family = list(group)
        options = [read.goods.option for read in family]
        if len(family) > 1 and all(options) and len(set(options)) == len(options):
            found.append((family, title, axis, options))
    for title, group in groupby(free, key=lambda read: _sized(read)[0]):
        family = list(group)
        options = [_sized(read)[1] for read in family]
        if len(family) > 1 and title and len(set(options)) == len(options):
            found.append((family, title, SIZE_AXIS, options))
    return found


def _may_join(read: Read) -> bool:
    goods = read.goods
    alone = not goods.joins and not goods.is_main and len(goods.offers) == 1
    return alone and verdict_of(read.remarks) in {"accept", "warn"}


def _sized(read: Read) -> tuple[str, str]:
    found = SIZE_AT_END.fullmatch(read.goods.title)
    return (found[1], found[2]) if found and not read.goods.option else ("", "")


def _join(family: Family, title: str, axis: str, options: list[str]) -> None:
    first = family[0].goods
    for read, option in zip(family, options, strict=True):
        goods = read.goods
        goods.title = title
        goods.joins = first.number
        goods.offers[0].options = options_of(option, axis)

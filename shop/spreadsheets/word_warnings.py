"""Words that staff look at first, said while the file can still be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shop.moderation.words import Words
from shop.spreadsheets.goods import Goods
from shop.spreadsheets.matching import Match
from shop.spreadsheets.models import ImportRow
from shop.spreadsheets.remarks import WARN, Remark
from shop.spreadsheets.rows import Read

FIELDS = ("title", "title_en", "description")


def warn_of_words(reads: Sequence[Read], matches: Mapping[int, Match]) -> None:
    """Add a remark for each word that would be new in what buyers read."""
    words = Words.load()
    for read in reads:
        match = matches.get(read.goods.number)
        if match:
            read.remarks += _remarks(words, _texts(read.goods, match))


def _texts(goods: Goods, match: Match) -> Iterator[tuple[str, str, str]]:
    """Yield each field that buyers would read anew, with what it says now and then."""
    is_head = goods.joins in {0, goods.number}
    if match.does == ImportRow.Does.NEW and is_head:
        yield from ((name, "", getattr(goods, name)) for name in FIELDS)
    for name, before, after, *_variant in match.differences:
        if name in FIELDS:
            yield name, before, after


def _remarks(words: Words, texts: Iterable[tuple[str, str, str]]) -> Iterator[Remark]:
    for name, before, after in texts:
        hits = words.find(after) if after else []
        had = {hit.word for hit in words.find(before)} if hits and before else set()
        for hit in hits:
            if hit.word not in had:
                code = "word_forbidden" if hit.is_forbidden else "word_looked_at"
                yield Remark(WARN, name, code, {"typed": hit.written[:40]})

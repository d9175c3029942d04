"""The lines of a stock-take as the desk shows them, with what the book expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from community.words.plain import clean_line
from shop.desk.stock_shelf import first_images
from shop.listings.models import Listing, Variant
from shop.stock.hindsight import counted_later, moved_since_each
from shop.stock.models import Counted, StockTake

PER_PAGE = 20
PER_TABLE = 50
TODO, DONE, ALL, WRONG = "", "done", "all", "wrong"
OF_LINE = "stock_record__variant__listing"


@dataclass(frozen=True)
class TakeLine:
    line: Counted
    expected: int | None  # at the moment of counting; None before it
    image: dict[str, Any] | None

    @property
    def variant(self) -> Variant:
        variant: Variant = self.line.stock_record.variant
        return variant

    @property
    def listing(self) -> Listing:
        return self.variant.listing

    @property
    def difference(self) -> int | None:
        if self.expected is None or self.line.counted is None:
            return None
        return self.line.counted - self.expected


@dataclass(frozen=True)
class Progress:
    all: int
    done: int

    @property
    def left(self) -> int:
        return self.all - self.done


def progress_of(take: StockTake) -> Progress:
    found = take.lines.aggregate(all=Count("pk"), done=Count("pk", filter=COUNTED))
    return Progress(found["all"], found["done"])


COUNTED = Q(counted__isnull=False)


def take_page(take: StockTake, words: str, show: str, number: str) -> Page[Any]:
    found = searched_lines(lines_of(take), words)
    if show == TODO:
        found = found.exclude(COUNTED)
    if show == DONE:
        found = found.filter(COUNTED).order_by("-counted_at")
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(number)
    page.object_list = take_lines(page.object_list)
    return page


def lines_of(take: StockTake) -> QuerySet[Counted]:
    """Return the lines in the order of the sheet of paper."""
    return take.lines.select_related(OF_LINE, "movement", "counted_by").order_by("pk")


def searched_lines(found: QuerySet[Counted], words: str) -> QuerySet[Counted]:
    record = "stock_record__"
    typed = found.alias(options_text=Cast(f"{record}variant__options", TextField()))
    for word in clean_line(words).split()[:6]:
        typed = typed.filter(
            Q(**{f"{OF_LINE}__title_th__icontains": word})
            | Q(**{f"{OF_LINE}__title_en__icontains": word})
            | Q(**{f"{record}partner_sku__icontains": word})
            | Q(options_text__icontains=word)
        )
    return typed


def take_lines(lines: Iterable[Counted]) -> list[TakeLine]:
    """Return these with pictures and what the book expected: three queries.

    Nothing is expected of one that was counted later already, outside the stock-take.
    """
    found = list(lines)
    moments = {one.stock_record_id: one.counted_at for one in found if one.counted_at}
    later = counted_later(moments)
    moved = {pk: by for pk, by in moved_since_each(moments).items() if pk not in later}
    images = first_images(one.stock_record.variant.listing_id for one in found)
    return [
        TakeLine(one, _expected(one, moved), images.get(one.stock_record.variant.listing_id))
        for one in found
    ]


def _expected(line: Counted, moved: dict[int, int]) -> int | None:
    if line.movement is not None and line.counted is not None:
        return line.counted - line.movement.change
    if line.stock_record_id not in moved:
        return None
    return int(line.stock_record.num_in_stock or 0) - moved[line.stock_record_id]


def differences(take: StockTake) -> list[TakeLine]:
    """Return the counted lines where the shelf and the book differ."""
    counted = take_lines(lines_of(take).filter(COUNTED))
    return [one for one in counted if one.difference]

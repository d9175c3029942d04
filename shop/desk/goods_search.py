"""Find, filter and sort a seller's goods: what the desk's list is asked for, for the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Concat, Lower
from django.http import QueryDict
from django.utils import timezone

from shop.desk.goods_sold import sold_since
from shop.listings.folding import MARKS, fold
from shop.listings.models import Listing, Photo, Variant
from shop.visits.reading import views_since

DAYS = 30
LONGEST, MOST_WORDS = 100, 8
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
PER_PAGE = (20, 100)
Goods = QuerySet[Listing]


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what nobody offers is not asked."""

    query: str
    state: str
    category: str
    show: str
    sort: str
    per_page: int

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        per_page = query.get("per", "")
        return cls(
            query=query.get("q", "").replace("\x00", "")[:LONGEST].strip(),
            state=_known(query.get("state", ""), Listing.State),
            category=_number(query.get("category", "")),
            show=_known(query.get("show", ""), SHOWN),
            sort=_known(query.get("sort", ""), SORTS),
            per_page=next((many for many in PER_PAGE if str(many) == per_page), PER_PAGE[0]),
        )

    @property
    def narrows(self) -> bool:
        return bool(self.query or self.state or self.category or self.show)

    @property
    def refines(self) -> bool:
        """Return whether the fields that are folded away hold anything."""
        return bool(self.category or self.show or self.sort or self.per_page != PER_PAGE[0])


def _known(asked: str, offered: Any) -> str:
    return asked if asked in offered else ""


def _number(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 10 else ""


def found(goods: Goods, asked: Asked) -> Goods:
    """Return what the words and the filter find, whatever its state and category."""
    if asked.show:
        goods = goods.filter(SHOWN[asked.show]())
    words = fold(asked.query).split()[:MOST_WORDS]
    if words:
        goods = goods.alias(folded=_folded(_titles()))
    for word in words:
        goods = goods.filter(Q(folded__contains=word) | Q(_has_sku(word)))
    return goods


def in_order(goods: Goods, asked: Asked) -> Goods:
    return SORTS[asked.sort](goods)


def _folded(title: Any) -> Func:
    """Return the title as shop.listings.folding folds it, as far as titles need."""
    marks = "".join(map(chr, MARKS))
    told = (Value(THAI_DIGITS + marks), Value("0123456789"))
    return Func(Lower(title), *told, function="translate", output_field=TextField())


def _titles() -> Concat:
    return Concat("title_th", Value(" "), "title_en", output_field=TextField())


def _has_sku(word: str) -> Exists:
    offers = Variant.objects.filter(listing=OuterRef("pk"))
    return Exists(offers.filter(stock_record__partner_sku__icontains=word))


def _priced() -> QuerySet[Variant]:
    return Variant.objects.filter(listing=OuterRef("pk"), stock_record__price__isnull=False)


def _left() -> Any:
    stock = "stock_record__num_in_stock", "stock_record__num_allocated"
    return Coalesce(stock[0], 0) - Coalesce(stock[1], 0)


def _low() -> Q:
    low = _priced().alias(left=_left()).filter(left__lte=F("stock_record__low_stock_threshold"))
    return Q(Exists(low), made_to_order_days=None)


def _out() -> Q:
    return Q(Exists(_priced().alias(left=_left()).filter(left__lte=0)), made_to_order_days=None)


def _photos() -> QuerySet[Photo]:
    kept = Photo.objects.exclude(state=Photo.State.FAILED)
    return kept.filter(listing=OuterRef("pk"))


SHOWN: dict[str, Callable[[], Q]] = {
    "low": _low,
    "out": _out,
    "no_photo": lambda: Q(~Exists(_photos())),
    "no_english": lambda: Q(title_en=""),
    "no_price": lambda: Q(~Exists(_priced())),
}


def _newest(goods: Goods) -> Goods:
    return goods.order_by("-pk")


def _by_name(goods: Goods) -> Goods:
    """Order as a Thai dictionary: the vowel written before its consonant counts after it."""
    spoken = Func(
        _folded(F("title_th")),
        *(Value("([เแโใไ])([ก-ฮ])"), Value(r"\2\1"), Value("g")),
        function="regexp_replace",
        output_field=TextField(),
    )
    return goods.order_by(spoken, "pk")


def _fewest(goods: Goods) -> Goods:
    """Put what has fewest left first; what is made to order and what has no price come last."""
    total = _priced().order_by().values("listing").annotate(total=Sum(_left())).values("total")
    left: Any = Subquery(total, output_field=IntegerField())
    to_order = ExpressionWrapper(Q(made_to_order_days__isnull=False), BooleanField())
    return goods.order_by(to_order, OrderBy(left, nulls_last=True), "pk")


def _cheapest(goods: Goods) -> Goods:
    return goods.order_by(OrderBy(_price(), nulls_last=True), "pk")


def _dearest(goods: Goods) -> Goods:
    return goods.order_by(Coalesce(_price(), 0).desc(), "-pk")


def _price() -> Subquery:
    lowest = _priced().order_by().values("listing").annotate(price=Min("stock_record__price"))
    return Subquery(lowest.values("price"))


def since() -> Any:
    return timezone.localdate() - timedelta(days=DAYS - 1)


def with_figures(goods: Goods) -> Goods:
    """Add `views` and `sold` of the last thirty days to each listing."""
    return goods.annotate(views=views_since(since()), sold=sold_since(since()))


SORTS: dict[str, Callable[[Goods], Goods]] = {
    "": _newest,
    "changed": lambda goods: goods.order_by("-updated_at", "-pk"),
    "name": _by_name,
    "fewest": _fewest,
    "cheap": _cheapest,
    "dear": _dearest,
    "views": lambda goods: goods.order_by(F("views").desc(), "-pk"),
    "sold": lambda goods: goods.order_by(F("sold").desc(), "-pk"),
}

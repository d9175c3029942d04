"""The look at a file: its rows a page at a time, what is asked, what would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.desk.bulk_questions import questions_of
from shop.listings.models import Listing, Variant
from shop.listings.units import unit_label
from shop.spreadsheets.categories import category_paths
from shop.spreadsheets.columns import FIELDS
from shop.spreadsheets.cures import answer_text, sentence
from shop.spreadsheets.models import Import, ImportRow
from shop.spreadsheets.reading import READY

PER_PAGE = 40
MOST_ASKED = 170  # of one page: each may send two fields, and a form at most 500
COUNTS = {"stock", "low_stock"}
Kinds = dict[int, tuple[str, bool]]  # unit, sold by weight
Does, Verdict = ImportRow.Does, ImportRow.Verdict
SHOWS: dict[str, Q] = {
    "asked": Q(verdict=Verdict.ASK) | Q(waits=True),
    "wrong": Q(verdict=Verdict.REJECT),
    "new": Q(does=Does.NEW, verdict__in=READY),
    "changed": Q(does=Does.CHANGE, verdict__in=READY),
    "same": Q(does=Does.SAME, verdict__in=READY),
    "unread": Q(verdict=Verdict.SKIP),
}


@dataclass(frozen=True)
class Asked:
    """One remark as it is shown; with `field` it can be answered."""

    level: str
    text: str
    column: str
    field: str
    choices: list[tuple[str, str]]
    typed: str


@dataclass(frozen=True)
class ShownRow:
    row: ImportRow
    title: str
    sku: str
    price: str
    stock: str
    asked: list[Asked]
    said: list[Asked]
    differences: list[tuple[str, str, str]]
    other: str  # what else becomes of it
    has_to_wait: bool = False  # for a form with room for its questions


def preview_of(brought: Import, query: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of rows, how many there are of each kind, and the questions of the file."""
    counts: dict[str, int] = brought.rows.aggregate(
        **{name: Count("pk", filter=where) for name, where in SHOWS.items()},
        ready=Count("pk", filter=Q(verdict__in=READY, waits=False) & ~Q(does=Does.SAME)),
        every=Count("pk"),
    )
    show = query.get("show", "")
    rows = brought.rows.filter(SHOWS[show]) if show in SHOWS else brought.rows.all()
    page: Page[Any] = Paginator(rows.order_by("number"), PER_PAGE).get_page(query.get("page"))
    names = category_paths()
    page.object_list = shown_rows(list(page.object_list), names)
    return {
        "page_obj": page,
        "show": show if show in SHOWS else "",
        "counts": counts,
        "filters": [(name, counts[name], text) for name, text in filter_texts() if counts[name]],
        "notes": [sentence(code, facts) for code, facts in brought.notes],
        "questions": questions_of(brought, names, query),
        "categories": sorted(((pk, name[0]) for pk, name in names.items()), key=lambda c: c[1]),
        "left_out": counts["asked"] + counts["wrong"],
        "is_old": brought.expires_at <= timezone.now(),
    }


def filter_texts() -> list[tuple[str, str]]:
    return [
        ("asked", _("Questions")),
        ("wrong", _("Not saved")),
        ("new", _("New")),
        ("changed", _("Changes")),
        ("same", _("Unchanged")),
        ("unread", _("Not read")),
    ]


def shown_rows(rows: list[ImportRow], names: dict[int, tuple[str, str]]) -> list[ShownRow]:
    """Return them with what is asked; where it is too much for one form the last wait."""
    kinds = kinds_of(rows)
    found, asked = [], 0
    for row in rows:
        one = shown(row, names, kinds)
        asked += len(one.asked)
        if asked > MOST_ASKED and one.asked:
            one = replace(one, asked=[], said=[*one.said, *one.asked], has_to_wait=True)
        found.append(one)
    return found


def kinds_of(rows: list[ImportRow]) -> Kinds:
    """Return how the goods there are are counted, by variant. One query."""
    ids = {one[3] for row in rows for one in row.differences if len(one) > 3}
    counted = Variant.objects.filter(pk__in=ids)
    known = counted.values_list("pk", "listing__unit", "listing__is_weighed")
    return {pk: (unit, weighed) for pk, unit, weighed in known}


def shown(row: ImportRow, names: dict[int, tuple[str, str]], kinds: Kinds) -> ShownRow:
    data = row.data or {}
    offers = data.get("offers", [])
    weighed = bool(data.get("weighed"))
    asked = [_asked(row, remark) for remark in row.remarks]
    return ShownRow(
        row,
        data.get("title", ""),
        data.get("sku", ""),
        " / ".join(f"฿{Decimal(one['price']):,.2f}" for one in offers if one["price"]),
        " / ".join(
            count_text(one["stock"], data.get("unit", ""), weighed)
            for one in offers
            if one["stock"] is not None
        ),
        [one for one in asked if one.field],
        [one for one in asked if not one.field],
        [difference_text(one, names, kinds) for one in row.differences],
        other_text(row, data),
    )


def other_text(row: ImportRow, data: Mapping[str, Any]) -> str:
    if data.get("is_main"):
        return _("The main row: its choices are sold, not it.")
    if data.get("joins") and data["joins"] != row.number:
        return _("A choice of row %(row)s.") % {"row": data["joins"]}
    return ""


def count_text(count: int | None, unit: str, weighed: bool) -> str:
    if count is None:
        return "–"
    if weighed:
        return f"{Decimal(count) / 1000:,.3f}".rstrip("0").rstrip(".") + " " + unit_label("kg")
    return f"{count:,} {unit_label(unit)}"


def _asked(row: ImportRow, kept: list[Any]) -> Asked:
    level, field, code, facts, choices = kept
    can_answer = (level in {"ask", "reject"} and field in FIELDS) or bool(choices)
    return Asked(
        level,
        sentence(code, facts),
        str(FIELDS.get(field, "")),
        field if can_answer else "",
        [(one, answer_text(one)) for one in choices],
        row.answers.get(field, "") if not row.answers.get(field, "").startswith("=") else "",
    )


def difference_text(
    kept: list[Any], names: dict[int, tuple[str, str]], kinds: Kinds
) -> tuple[str, str, str]:
    name, before, after = kept[:3]
    if name in COUNTS and len(kept) > 3 and kept[3] in kinds:
        unit, weighed = kinds[kept[3]]
        was, becomes = count_text(before, unit, weighed), count_text(after, unit, weighed)
        return str(FIELDS[name]), was, becomes
    return str(FIELDS.get(name, name)), _value(name, before, names), _value(name, after, names)


def _value(name: str, value: Any, names: dict[int, tuple[str, str]]) -> str:
    if value in {None, ""} if not isinstance(value, list) else not value:
        return "–"
    if name == "price":
        return f"฿{Decimal(value):,.2f}"
    if name == "category":
        return names.get(value, (str(value), ""))[0]
    if name == "unit":
        return unit_label(value)
    if name == "storage":
        return str(Listing.Storage(value).label)
    return "x".join(map(str, value)) if isinstance(value, list) else str(value)[:160]

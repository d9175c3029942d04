"""Every row of a list, with what is wrong with it and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.phones import for_reading
from community.rosters.cures import sentence
from community.rosters.keeping import rows_of
from community.rosters.models import Roster
from community.rosters.rows import MANAGER, SELLER, Row
from community.sellers.models import Seller

PER_PAGE = 200


@dataclass(frozen=True)
class ShownRow:
    number: int
    name: str
    phone: str
    email: str
    shop: str
    kind: str
    role: str
    makes: str
    problems: list[str]
    notes: list[str]


def preview_of(roster: Roster, query: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of rows and the counts; ?show=wrong leaves the right ones out."""
    rows = rows_of(roster)
    wrong = [row for row in rows if row.problems]
    show = "wrong" if wrong and query.get("show") == "wrong" else ""
    page: Page[Row] = Paginator(wrong if show else rows, PER_PAGE).get_page(query.get("page"))
    page.object_list = [_shown(row) for row in page.object_list]  # type: ignore[misc]
    left_out = sum(bool(row.left_out) for row in rows)
    is_old = roster.expires_at <= timezone.now()
    return {
        "page_obj": page,
        "show": show,
        "count": len(rows),
        "wrong": len(wrong),
        "left_out": left_out,
        "invites": len(rows) - left_out,
        "is_old": is_old,
        "may_confirm": not wrong and left_out < len(rows) and not is_old,
    }


def _shown(row: Row) -> ShownRow:
    notes = [sentence(code, facts) for code, facts in row.notes]
    if row.left_out:
        notes.append(sentence(row.left_out))
    return ShownRow(
        number=row.number,
        name=row.name,
        phone=for_reading(row.phone) if row.phone else row.typed_phone,
        email=row.email,
        shop=row.shop,
        kind=str(Seller.Kind(row.kind).label) if row.kind and row.role == SELLER else "",
        role=role_text(row.role),
        makes=row.makes,
        problems=[sentence(code, facts) for code, facts in row.problems],
        notes=notes,
    )


def role_text(role: str) -> str:
    if role == SELLER:
        return _("sells")
    return _("manager") if role == MANAGER else _("member") if role else ""

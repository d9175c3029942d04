"""Prices and stock of many goods in one table; only what was changed is written."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.bulk_table_forms import RowForm
from shop.desk.views import draw
from shop.listings.changing import Edited
from shop.listings.models import Listing, Variant
from shop.listings.offering import change_offers
from shop.listings.variants import OUT
from shop.stock.errors import BelowHeld, TooMuch

PER_PAGE = 30
MOST_ASKED = 80
GONE = (Listing.State.WITHDRAWN, Listing.State.ARCHIVED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS, Power.MANAGE_STOCK)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:MOST_ASKED]
    if request.method != "POST":
        found = Paginator(own_variants(desk, asked), PER_PAGE)
        page = found.get_page(request.GET.get("page"))
        rows = [row_of(desk, variant) for variant in page.object_list]
        return draw_table(request, desk, rows, page, asked)
    rows = _posted(desk, request.POST)
    wrong = [row for row in rows if not row.is_valid()]
    saved, held = _write(desk, [row for row in rows if row not in wrong])
    wrong = [row for row in rows if row.errors]
    _say(request, saved, held)
    if wrong:
        return draw_table(request, desk, wrong, None, asked, status=422)
    back = request.GET.urlencode()
    return redirect(f"{reverse('desk:bulk-table')}?{back}" if back else "desk:bulk-table")


def own_variants(desk: Desk, asked: str = "") -> QuerySet[Variant]:
    found = Variant.objects.filter(listing__seller=desk.seller).exclude(listing__state__in=GONE)
    found = found.exclude(position=OUT)  # its matrix alone brings a dropped one back
    if asked:
        named = Q(listing__title_th__icontains=asked) | Q(listing__title_en__icontains=asked)
        found = found.filter(named | Q(stock_record__partner_sku__icontains=asked))
    shown = found.select_related("listing", "stock_record")
    return shown.order_by("-listing_id", "position", "pk")


def row_of(desk: Desk, variant: Variant, data: QueryDict | None = None) -> RowForm:
    may_price, may_count = desk.may(Power.LIST_PRODUCTS), desk.may(Power.MANAGE_STOCK)
    return RowForm(variant, data, may_price=may_price, may_count=may_count)


def _posted(desk: Desk, data: QueryDict) -> list[RowForm]:
    """Return the rows that were sent, as far as they are one's own."""
    sent = [int(one) for one in data.getlist("row")[:100] if one.isdecimal() and len(one) < 12]
    return [row_of(desk, variant, data) for variant in own_variants(desk).filter(pk__in=sent)]


def _write(desk: Desk, rows: list[RowForm]) -> tuple[int, int]:
    """Write each listing's changes; return how many rows were, and how many wait for staff."""
    by_listing: dict[int, list[RowForm]] = defaultdict(list)
    for row in rows:
        if row.change():
            by_listing[row.variant.listing_id].append(row)
    saved = held = 0
    for group in by_listing.values():
        if _write_one(desk, group):
            saved += len(group)
        elif not any(row.errors for row in group):
            held += len(group)
    return saved, held


def _write_one(desk: Desk, rows: list[RowForm]) -> bool:
    changes = [change for change in (row.change() for row in rows) if change]
    prices = any(change.record for change in changes)
    listing, version = rows[0].variant.listing, rows[0].seen_version if prices else None
    try:
        return change_offers(listing, changes, desk.user, owner=desk.owner, seen_version=version)
    except Edited:
        for row in rows:
            row.show_newer()
    except BelowHeld as wrong:
        text = _("%(held)s are held for orders and market days: it cannot be less.")
        for row in rows:
            row.add_error("left", text % {"held": wrong.held})
    except TooMuch:
        for row in rows:
            row.add_error("left", _("That is more than a shelf can hold."))
    return False


def _say(request: HttpRequest, saved: int, held: int) -> None:
    if saved:
        text = ngettext("%(n)s change is saved.", "%(n)s changes are saved.", saved)
        messages.success(request, text % {"n": saved})
    if held:
        text = _("The market looks at %(n)s prices first: they changed a lot.")
        messages.info(request, text % {"n": held})


def draw_table(
    request: HttpRequest,
    desk: Desk,
    rows: list[RowForm],
    page: Page[Any] | None,
    asked: str,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = {"rows": rows, "page_obj": page, "asked": asked, "wrong": status != 200}
    return draw(request, desk, "bulk_table", shown, status)

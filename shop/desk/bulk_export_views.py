"""The goods as a file, the file to fill in, and what was wrong with one."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.audit.recording import record
from shop.desk.bulk_access import get_bulk_desk
from shop.spreadsheets.access import get_import
from shop.spreadsheets.exporting import as_csv, as_workbook, export_rows
from shop.spreadsheets.report import report_rows
from shop.spreadsheets.template_file import template_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send every thing that is not put away: Excel, or CSV where ?kind=csv asks for it."""
    desk = get_bulk_desk(request)
    rows = export_rows(desk.seller)
    is_csv = request.GET.get("kind") == "csv"
    data = as_csv(rows) if is_csv else as_workbook(rows)
    if request.method == "GET":
        record(desk.user, "goods.exported", desk.seller, owner=desk.owner, seller_id=desk.seller.pk)
    name = f"{desk.seller.slug}-{timezone.localdate():%Y-%m-%d}"
    return _file(data, f"{name}.csv" if is_csv else f"{name}.xlsx")


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    get_bulk_desk(request)
    return _file(template_bytes(), "talat-goods.xlsx")


@login_required
@require_safe
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    brought = get_import(get_bulk_desk(request).seller, key)
    return _file(as_csv(report_rows(brought)), "what-to-mend.csv")


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=CSV if name.endswith(".csv") else XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

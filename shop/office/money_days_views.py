"""Reconciliation: each day at the gateway beside our ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shop.gateways.base import GatewayError
from shop.ledger import gateway_days
from shop.ledger.gateway_import import import_movements
from shop.ledger.gateway_matching import ours_about
from shop.ledger.models import GatewayTransaction
from shop.money import from_satang
from shop.office.access import staff_only
from shop.office.money_form import FIRST_DAY, can_have_books
from shop.office.views import draw
from shop.payments.models import Attempt
from shop.refunds.models import Refund

DAYS_SHOWN = 31
Kind = GatewayTransaction.Kind


@dataclass(frozen=True)
class Movement:
    """A movement of the gateway's with what our ledger has of it, in baht."""

    row: GatewayTransaction
    number: str  # of the purchase; empty where we know of none
    booked: Decimal | None

    @property
    def amount(self) -> Decimal:
        return from_satang(self.row.amount_satang)

    @property
    def fee(self) -> Decimal:
        return from_satang(self.row.fee_satang)

    @property
    def needs_a_person(self) -> bool:
        return self.row.state in gateway_days.OPEN


@dataclass(frozen=True)
class DayRow:
    day: gateway_days.Day

    def _baht(self, *kinds: str) -> Decimal:
        return from_satang(sum(self.day.sums.get(kind, 0) for kind in kinds))

    @property
    def came(self) -> Decimal:
        return self._baht(Kind.CHARGE)

    @property
    def went_back(self) -> Decimal:
        return self._baht(Kind.REFUND, Kind.REFUND_BACK, Kind.DISPUTE)

    @property
    def fees(self) -> Decimal:
        return self._baht(Kind.FEE) - from_satang(self.day.fees)

    @property
    def to_bank(self) -> Decimal:
        return self._baht(Kind.SETTLEMENT)

    @property
    def net(self) -> Decimal:
        return from_satang(self.day.net)


@staff_only
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    last = _day_asked(request.GET.get("until", "")) or timezone.localdate()
    first = last - timedelta(days=DAYS_SHOWN - 1)
    standing = gateway_days.standing()
    page = {
        "days": [DayRow(day) for day in gateway_days.read_days(first, last)],
        "first": first,
        "last": last,
        "earlier": (first - timedelta(days=1)).isoformat() if first > FIRST_DAY else "",
        "theirs": from_satang(standing.theirs),
        "ours": from_satang(standing.ours),
        "under_way": from_satang(standing.under_way),
        "gap": from_satang(standing.gap),
        "at": standing.at,
    }
    return draw(request, "money_days", page | {"section": "money-days"})


@staff_only
@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    try:
        when = date(year, month, day)
    except (ValueError, OverflowError):
        raise Http404 from None
    if not can_have_books(when):
        raise Http404
    page = {
        "day": when,
        "movements": _with_ours(gateway_days.movements_of(when)),
        "alone": gateway_days.alone_between(when, when),
    }
    return draw(request, "money_day", page | {"section": "money-days"})


@staff_only
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Ask the gateway now, and compare."""
    try:
        count = import_movements()
    except GatewayError:
        messages.error(request, _("The gateway does not answer now. It is asked again each hour."))
    else:
        said = ngettext(
            "%(count)s new movement. Compared with our ledger.",
            "%(count)s new movements. Compared with our ledger.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect("office:money-days")


def _day_asked(text: str) -> date | None:
    """Return the last day to show; nothing for what is no day, or none that can have books."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return None
    return asked if can_have_books(asked) else None


def _with_ours(rows: Iterable[GatewayTransaction]) -> list[Movement]:
    rows = list(rows)
    references = {row.reference for row in rows if row.reference}
    ours, numbers = ours_about(references), _numbers(references)
    return [_beside(row, ours, numbers) for row in rows]


def _beside(row: GatewayTransaction, ours: dict[str, int], numbers: dict[str, str]) -> Movement:
    booked = from_satang(ours[row.reference]) if row.reference in ours else None
    return Movement(row, numbers.get(row.reference, ""), booked)


def _numbers(references: Iterable[str]) -> dict[str, str]:
    """Return {what it is about at the gateway: the purchase's number}."""
    attempts = Attempt.objects.filter(intent_id__in=references)
    refunds = Refund.objects.filter(gateway_id__in=references)
    found = [
        *attempts.values_list("intent_id", "payment__purchase__number"),
        *refunds.values_list("gateway_id", "purchase__number"),
    ]
    return {about: number for about, number in found if about}

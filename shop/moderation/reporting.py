"""Buyers say that goods should not be on sale; staff answer."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from community.audit.recording import record
from community.channels.telling import tell
from community.people.models import User
from shop.listings.models import Listing
from shop.moderation.deciding import is_own
from shop.moderation.errors import NotWaiting, OwnGoods, ReasonMissing
from shop.moderation.models import Report

State = Report.State


def send(listing: Listing, why: str, text: str, reporter: User | None) -> Report:
    """Keep a report. Who has one waiting for these goods adds to it: staff read it once."""
    try:
        with transaction.atomic():
            report = Report.objects.create(listing=listing, why=why, text=text, reporter=reporter)
            record(reporter, "report.sent", listing, seller_id=listing.seller_id, why=why)
            return report
    except IntegrityError:
        waiting = Report.objects.get(listing=listing, reporter=reporter, state=State.WAITING)
        return _added(waiting, why, text)


def _added(waiting: Report, why: str, text: str) -> Report:
    if text not in waiting.text:
        waiting.text = f"{waiting.text}\n\n{text}"
    waiting.why = why
    waiting.save(update_fields=["text", "why"])
    return waiting


@transaction.atomic
def answer(report: Report, to: State, staff: User, words: str) -> None:
    """Answer who reported. Raises NotWaiting, ReasonMissing, OwnGoods."""
    if not words.strip():
        raise ReasonMissing
    if is_own(report.listing, staff):
        raise OwnGoods
    sources = [state for state, targets in Report.ALLOWED.items() if to in targets]
    now = timezone.now()
    found = Report.objects.filter(pk=report.pk, state__in=sources)
    values = {"state": to, "answer": words.strip(), "answered_by": staff, "answered_at": now}
    if not found.update(**values):
        raise NotWaiting
    report.refresh_from_db()
    record(staff, f"report.{to}", report.listing, seller_id=report.listing.seller_id)
    _tell(report)


def _tell(report: Report) -> None:
    if report.reporter is None:
        return  # the link that the page gave shows the answer
    path = reverse("moderation:answer", args=[report.key])
    facts = {"goods": report.listing.title, "answer": report.answer, "path": path}
    tell(report.reporter, "report_answered", f"report_answered:{report.pk}", **facts)


def count_waiting() -> int:
    return Report.objects.filter(state=State.WAITING).count()

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from shop.papers.commissions import issue_commissions
from shop.papers.due import issue_due
from shop.papers.months import Span, span_of

MONTHS_LOOKED_BACK = 12


@app.periodic(cron="* * * * *")
@app.task(name="shop.papers.tasks.issue_papers", queueing_lock="issue_papers")
def issue_papers(timestamp: int) -> None:
    issue_due()


@app.periodic(cron="20 18 * * *")  # 01:20
@app.task(name="shop.papers.tasks.issue_months", queueing_lock="issue_months")
def issue_months(timestamp: int) -> None:
    """Issue the papers of commission of months that are over; a worker may have slept."""
    for span in months_before(MONTHS_LOOKED_BACK):
        issue_commissions(span)


def months_before(count: int) -> list[Span]:
    """Return the months before this one, oldest first: numbers are given in that order."""
    found: list[Span] = []
    day = timezone.localdate().replace(day=1)
    while len(found) < count:
        day = (day - timedelta(days=1)).replace(day=1)
        found.append(span_of(day))
    return found[::-1]

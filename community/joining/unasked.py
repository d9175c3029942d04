"""What was asked of another kind, or is asked no more of this one, waits for nobody."""

from __future__ import annotations

from django.db.models import Q

from community.joining.checklist import OF_SELLERS_ALONE, SETTLED
from community.joining.forgetting import discard
from community.joining.models import Application
from community.private.models import Paper


def drop_unasked(application: Application) -> None:
    """Delete answers to what is not asked of its kind; what staff have settled stays.

    Of one never sent the papers go as well: nobody has seen them.
    """
    unasked = ~Q(requirement__asked_of__contains=[application.kind])
    if application.wants == Application.Wants.COMMUNITY:
        unasked |= Q(requirement__kind__in=OF_SELLERS_ALONE)
    answers = application.answers.filter(unasked).exclude(state__in=SETTLED)
    keys = list(answers.values_list("pk", flat=True))
    if not keys:
        return
    papers = list(Paper.objects.filter(answers__in=keys).distinct())
    application.answers.filter(pk__in=keys).delete()
    if application.first_submitted_at is None:
        discard(paper for paper in papers if not paper.answers.exists())

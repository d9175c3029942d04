"""The only way from a request to a paper: one's own, what a room allows, or staff's eyes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.private.models import Paper
from community.private.sights import may_see


def get_paper(request: HttpRequest, key: UUID) -> Paper:
    """Return a paper that this person may look at. Whoever shows its file writes it down."""
    user = request.user
    if not user.is_authenticated:
        raise Http404
    papers = Paper.objects.select_related("owner", "brought_by")
    if not user.is_staff:
        papers = papers.filter(may_see(user)).distinct()
    return get_object_or_404(papers, key=key)

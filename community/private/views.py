from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from community.private.access import get_paper


@require_safe
def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    get_paper(request, key)
    raise Http404


@require_safe
def page(request: HttpRequest, key: UUID, page: int) -> HttpResponse:
    get_paper(request, key)
    raise Http404

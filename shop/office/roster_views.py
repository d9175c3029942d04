"""Lists of members: choose a community, bring a file, see every row, confirm, follow."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse


def rosters(request: HttpRequest) -> HttpResponse:
    raise Http404


def template(request: HttpRequest) -> HttpResponse:
    raise Http404


def roster(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404


confirm = drop = state = roster

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse


def new(request: HttpRequest, wants: str) -> HttpResponse:
    raise Http404


def who(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404


def papers(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404


def send(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404

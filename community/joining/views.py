"""The door, one's application and its state."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse


def welcome(request: HttpRequest) -> HttpResponse:
    raise Http404


def application(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404

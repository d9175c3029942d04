"""Error pages in our own design, with a way on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    # A desk says whose it is: its owner can give the power that is missing.
    page = {name: getattr(exception, name, None) for name in ("seat", "meant")}
    template = getattr(exception, "template", "403.html")
    return render(request, template, page, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)

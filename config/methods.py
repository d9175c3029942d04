"""The site is read and its forms are sent: it knows no other methods."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

KNOWN = ("GET", "HEAD", "POST")


class MethodsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A view without a list of its own would answer TRACE or PUT as it answers GET.
        return (
            self.get_response(request) if request.method in KNOWN else HttpResponseNotAllowed(KNOWN)
        )

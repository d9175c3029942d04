"""Tell the desk's script where a form that it sent has led, instead of leading it there.

A script cannot see a redirect's target without following it, and following it would use up
the messages that the person is to read.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url

HEADER = "X-Talat-Outbox"


class OutboxMiddleware:
    """The innermost: what others write into a response comes after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if HEADER not in request.headers or response.status_code not in {302, 303}:
            return response
        return told(response)


def told(response: HttpResponse) -> JsonResponse:
    """Return the redirect as data: the address, and whether it asks to log in first."""
    url = response.headers["Location"]
    is_login = urlsplit(url).path == resolve_url(settings.LOGIN_URL)
    answer = JsonResponse({"url": url, "is_login": is_login})
    answer.cookies = response.cookies
    return answer

"""Headers that Django does not set by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_staffs_page(request, response):
            loosen_for_oscar(response)
        if getattr(request, "session", None) is not None and request.session.accessed:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_staffs_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether this is a page of the dashboard itself: a refusal keeps the strict policy."""
    if response.status_code != 200 or not request.path.startswith("/dashboard/"):
        return False
    user = getattr(request, "user", None)  # not there where an outer middleware has answered
    return user is not None and user.is_staff


def loosen_for_oscar(response: HttpResponse) -> None:
    """Let Oscar's staff pages run their inline scripts."""
    response._csp_update = {  # type: ignore[attr-defined]
        "script-src": "'unsafe-inline'",
        "style-src": "'unsafe-inline'",
    }

"""Oscar's dashboard shows sellers one another's orders: staff only, by every route."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.errors import not_found


class StaffOnlyDashboardMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/dashboard/") and not request.user.is_staff:
            return not_found(request, Exception("staff only"))
        return self.get_response(request)

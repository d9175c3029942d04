"""Notice that somebody looks at a product page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from shop.visits.counting import View, saw

# Search engines, previews of links in chats, monitors, scripts. A LINE or Facebook browser with
# a person before it names none of these; Cubot makes telephones.
BOTS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|facebookexternalhit|line-poker|whatsapp|telegram"
    r"|curl|wget|python|java/|go-http|okhttp|axios|node-fetch|headless|lighthouse|monitor|uptime"
    r"|scan|feed|archive",
    re.IGNORECASE,
)
AHEAD = ("prefetch", "prerender")  # the browser guesses; nobody looks

Page = Callable[..., HttpResponse]


def watched(page: Page) -> Page:
    """Count each buyer who is shown this page; `pk` is the listing's product."""

    @wraps(page)
    def shown(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = page(request, *args, **named)
        if answer.status_code == 200 and is_somebody(request):
            saw(_view(request, int(named["pk"])))
        return answer

    return shown


def is_somebody(request: HttpRequest) -> bool:
    """Return whether a person seems to look: no bot, no browser that fetches ahead."""
    browser = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return (
        request.method == "GET"
        and bool(browser)
        and not BOTS.search(browser)
        and not purpose.startswith(AHEAD)
    )


def _view(request: HttpRequest, product_id: int) -> View:
    # A guest without a session is not asked for: the page itself did not need to know.
    user_id = request.user.pk if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return View(product_id, user_id, timezone.localdate(), _visitor(request))


def _visitor(request: HttpRequest) -> int:
    told = request.headers
    where = told.get("X-Forwarded-For", "") or request.META.get("REMOTE_ADDR", "")
    return hash((where, told.get("User-Agent"), told.get("Accept-Language")))

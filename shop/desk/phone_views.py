"""What the desk keeps on a telephone: the script that serves it without a line, and its page.

The script and the page are the same for everybody and say nothing of anybody: what is a
person's own lies in the browser's store under that person's mark, and is drawn from there.
"""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import translation
from django.views.decorators.http import require_safe

from shop.desk.access import get_desk
from shop.desk.offline_shell import app_manifest, shell_page, worker_script
from shop.desk.phone_mark import mark_of
from shop.desk.phone_things import things_of

ASK_AGAIN = "no-cache"  # it may be kept, and is asked for at every use
LANGUAGES = ("th", "en")
# The script may ask our own host, and nothing else.
OF_THE_WORKER = {"default-src": [NONE], "script-src": [SELF], "connect-src": [SELF]}


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the desk's own folder: that is as far as it reaches."""
    script = HttpResponse(
        worker_script(), "text/javascript; charset=utf-8", headers={"Cache-Control": ASK_AGAIN}
    )
    script._csp_config = OF_THE_WORKER  # type: ignore[attr-defined]
    return script


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    language = translation.get_language() or LANGUAGES[0]
    return JsonResponse(app_manifest(language), content_type="application/manifest+json")


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Show what waits on this telephone."""
    return shell(request, translation.get_language() or LANGUAGES[0])


@require_safe
def shell(request: HttpRequest, language: str) -> HttpResponse:
    """Return the page that stands in for every page of the desk while there is no line."""
    if language not in LANGUAGES:
        raise Http404
    return HttpResponse(
        shell_page(language), headers={"Cache-Control": ASK_AGAIN, "Content-Language": language}
    )


@login_required
@require_safe
def me(request: HttpRequest) -> JsonResponse:
    """Say whose desk this is now, what a form needs to be sent, and what may be sold at a stall."""
    desk = get_desk(request)
    return JsonResponse(
        {
            "owner": mark_of(desk.user),
            "seller": desk.seller.slug,
            "seller_name": desk.seller.name,
            "csrf": get_token(request),
            "things": things_of(desk),
        },
        headers={"Cache-Control": "private, no-store"},
    )

"""Papers on their way out: pictures of their pages inline, the kept file as an attachment."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from community.private import storing
from community.private.access import get_paper
from community.private.crypto import Unreadable
from community.private.models import Paper
from community.private.watching import write_down_look

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
TYPES = {Paper.Kind.IMAGE: ("image/jpeg", "jpg"), Paper.Kind.PDF: ("application/pdf", "pdf")}


@require_safe
def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send what is kept, to be saved; never opened in the page."""
    found = get_paper(request, key)
    content_type, extension = TYPES[Paper.Kind(found.kind)]
    name = f"paper-{str(found.key)[:8]}.{extension}"  # its sender's may hold anything
    answer = _file(request, found, storing.KEPT, content_type)
    saved_as = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = str(saved_as)
    write_down_look(request, found, kept=True)
    return answer


@require_safe
def page(request: HttpRequest, key: UUID, page: int) -> HttpResponse:
    """Show one page as we have drawn it; ?small for how it stands among others."""
    found = get_paper(request, key)
    if not 1 <= page <= found.pages:
        raise Http404
    name = storing.page_name(page, small="small" in request.GET)
    answer = _file(request, found, name, "image/jpeg")
    answer["Content-Disposition"] = "inline"
    write_down_look(request, found, kept=False)
    return answer


def _file(request: HttpRequest, paper: Paper, name: str, content_type: str) -> HttpResponse:
    try:
        data = storing.read(paper.key, name)
    except (FileNotFoundError, Unreadable) as error:
        raise Http404 from error
    # Pressed already: gzip would only cost time.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return HttpResponse(data, content_type=content_type, headers=HEADERS)

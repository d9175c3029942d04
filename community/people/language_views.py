from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from community.people.language import known_language, remember_language
from community.people.models import User


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language, for the account too, and go back to the page it was chosen on."""
    language = known_language(request.POST.get("language", ""))
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=language)
    response = redirect(page_of_ours(request, request.POST.get("next", "")))
    remember_language(response, language)
    return response


def page_of_ours(request: HttpRequest, url: str) -> str:
    """Return the address when it leads nowhere but to this site, else the first page."""
    is_ours = url.startswith("/") and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else "/"

"""LINE's part of /account/, by allauth's names. Without a channel of ours it is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount import views
from allauth.socialaccount.providers.line.views import oauth2_callback, oauth2_login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from community.people.proof import proof_required

View = Callable[..., HttpResponse]


def only_with_line(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.LINE_LOGIN:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


urlpatterns = [
    path(
        "",
        only_with_line(proof_required(views.connections)),
        name="socialaccount_connections",
    ),
    path("login/", only_with_line(oauth2_login), name="line_login"),
    path("login/callback/", only_with_line(oauth2_callback), name="line_callback"),
    path("cancelled/", only_with_line(views.login_cancelled), name="socialaccount_login_cancelled"),
    path("error/", only_with_line(views.login_error), name="socialaccount_login_error"),
]

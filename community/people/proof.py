"""Again the code: who has no password proves by SMS that it is still the same person."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from community.people.models import User

GOOD_FOR_SECONDS = 600
View = Callable[..., HttpResponse]


def record_proof(request: HttpRequest, user: User) -> None:
    record_authentication(request, user, method="code", phone=user.phone)


def has_proved(request: HttpRequest) -> bool:
    """Say whether a code was right in this session in the last ten minutes."""
    records = get_authentication_records(request, cast(User, request.user))
    since = time.time() - GOOD_FOR_SECONDS
    return any(record["method"] == "code" and record["at"] > since for record in records)


def ask_for_proof(then: str) -> HttpResponse:
    return redirect(f"{reverse('account_proof')}?{urlencode({'next': then})}")


def needs_proof(user: User) -> bool:
    return user.phone_verified and not user.has_usable_password()


def proof_required(view: View) -> View:
    """Ask who has no password for a code first; who has one is asked for it by the view."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and needs_proof(user) and not has_proved(request):
            return ask_for_proof(request.path)
        return view(request, *args, **kwargs)

    return guarded

"""LINE as a way in: LINE says who it is, a code by SMS says which account that is."""

from __future__ import annotations

import time
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from community.people.models import User

PENDING = "line_login"
# Longer than it takes to type a number and a code; shorter than a telephone is lent for.
PENDING_SECONDS = 1200


class LineAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": _("This LINE is connected to another account already."),
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ask who comes for the first time for a telephone number: LINE gives none."""
        keep_the_name_alone(sociallogin.account)
        if getattr(sociallogin.user, "is_staff", False) or getattr(request.user, "is_staff", False):
            messages.error(request, _("Staff log in with their password."))
            raise ImmediateHttpResponse(redirect("account_login"))
        is_login = sociallogin.state.get("process") == AuthProcess.LOGIN
        if sociallogin.is_existing or not is_login:
            return
        request.session[PENDING] = {"at": time.time(), "login": sociallogin.serialize()}
        raise ImmediateHttpResponse(redirect("account_code"))

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Fill in nothing: the account is made when its number is proved."""
        user: User = sociallogin.user
        return user

    def validate_disconnect(self, account: SocialAccount, accounts: Any) -> None:
        """Let it go where another way in is left."""
        user: User = account.user
        if not user.phone_verified and not (user.email and user.has_usable_password()):
            raise ValidationError(
                _("Add a telephone number first: without it you could not log in any more.")
            )

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing by mail: the page says it."""


def keep_the_name_alone(account: SocialAccount) -> None:
    """Drop the picture and the status line that LINE sends along."""
    account.extra_data = {"displayName": str(account.extra_data.get("displayName", ""))[:120]}


def pending_line(request: HttpRequest) -> SocialLogin | None:
    """Return the LINE log-in that waits for its telephone number in this session."""
    kept = request.session.get(PENDING)
    if not kept or time.time() - kept["at"] > PENDING_SECONDS:
        return None
    return SocialLogin.deserialize(kept["login"])


def name_from_line(request: HttpRequest) -> str:
    pending = pending_line(request)
    return str(pending.account.extra_data.get("displayName", "")) if pending else ""


def connect_pending_line(request: HttpRequest, user: User) -> None:
    """Connect the LINE that waits to the account whose number has just been confirmed."""
    pending = pending_line(request)
    request.session.pop(PENDING, None)
    uid = pending.account.uid if pending else ""
    if pending and not SocialAccount.objects.filter(provider="line", uid=uid).exists():
        pending.connect(request, user)


def line_name(user: User) -> str:
    """Return the name of the LINE that opens the account, or nothing."""
    account = SocialAccount.objects.filter(user=user, provider="line").first()
    return str(account.extra_data.get("displayName") or account.uid) if account else ""

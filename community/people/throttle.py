"""Slow down whoever guesses passwords, without locking the owner of the account out."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest

APP = "allauth.account"


class LoginThrottle:
    """Part of the account adapter. Rates: ACCOUNT_RATE_LIMITS login_failed, login_failed_anywhere.

    A few wrong passwords for one account from one address; many for one account from anywhere,
    so that a stranger's guesses do not close the door for its owner elsewhere.
    """

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        login = login_of(credentials)
        here = f"{login} {self.get_client_ip(request)}"  # type: ignore[attr-defined]
        self._login_uses: list[ratelimit.RateLimitUsage] = []
        # In this order: what is refused here no longer counts against the account anywhere.
        self._use(request, "login_failed", here)
        self._use(request, "login_failed_anywhere", login)

    def _use(self, request: HttpRequest, action: str, key: str) -> None:
        use = ratelimit.consume(request, app=APP, action=action, key=key)
        if use is None:
            raise self.validation_error("too_many_login_attempts")  # type: ignore[attr-defined]
        self._login_uses.append(use)

    def _rollback_login_failed_rl_usage(self) -> None:
        for use in getattr(self, "_login_uses", []):
            use.rollback()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        login = login_of(credentials)
        here = f"{login} {self.get_client_ip(request)}"  # type: ignore[attr-defined]
        ratelimit.clear(request, app=APP, action="login_failed", key=here)
        ratelimit.clear(request, app=APP, action="login_failed_anywhere", key=login)


def login_of(credentials: dict[str, Any]) -> str:
    names = (credentials.get(name) for name in ("email", "phone", "username"))
    return next((str(name) for name in names if name), "").lower()

"""Which basket a browser has: its number, signed, in a cookie that scripts cannot read."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SALT = "talat.basket"
MAX_AGE_SECONDS = 30 * 24 * 3600
NAME: str = settings.OSCAR_BASKET_COOKIE_OPEN


def basket_id_of(request: HttpRequest) -> int | None:
    """Return the number in the cookie, or None when there is none that we signed."""
    try:
        value = signing.Signer(salt=SALT).unsign(request.COOKIES.get(NAME, ""))
        return int(value)
    except (signing.BadSignature, ValueError):
        return None


def has_cookie(request: HttpRequest) -> bool:
    return NAME in request.COOKIES


def set_cookie(response: HttpResponse, basket_id: int) -> None:
    response.set_cookie(
        NAME,
        signing.Signer(salt=SALT).sign(str(basket_id)),
        max_age=MAX_AGE_SECONDS,
        secure=settings.OSCAR_BASKET_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def delete_cookie(response: HttpResponse) -> None:
    response.delete_cookie(NAME, samesite="Lax")

"""How often a code may be asked for: every text costs money and wakes somebody's telephone."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.core.internal import ratelimit
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from community.channels.errors import TooSoon
from community.channels.models import OneTimeCode

# To one number: at most so many in that time, whatever they are for.
LIMITS = ((1, timedelta(minutes=1)), (5, timedelta(hours=1)), (10, timedelta(days=1)))
# A lock of its own among the database's advisory locks; the second key is the number's.
LOCK = 7305


def count_address(request: HttpRequest | None) -> None:
    """Count a code asked for from the request's address (ACCOUNT_RATE_LIMITS send_code)."""
    if request is None:
        return
    if ratelimit.consume(request, app="allauth.account", action="send_code", user=None) is None:
        raise TooSoon(seconds=600)


def insert_unless_too_soon(code: OneTimeCode) -> OneTimeCode:
    """Keep the code. One at a time for a number, so that two at once do not both pass."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, code.phone])
        seconds = seconds_to_wait(code.phone, timezone.now())
        if seconds > 0:
            raise TooSoon(seconds)
        code.save(force_insert=True)
    return code


def seconds_to_wait(phone: str, now: datetime) -> int:
    sent = OneTimeCode.objects.filter(phone=phone).order_by("-created_at")
    times = list(sent.values_list("created_at", flat=True)[: max(most for most, _ in LIMITS)])
    waits = [
        (times[most - 1] + span - now).total_seconds()
        for most, span in LIMITS
        if len(times) >= most
    ]
    return max((round(wait + 0.5) for wait in waits), default=0)

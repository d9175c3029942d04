"""What must be true before the first request; each finding has an id of its own."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.utils import Error as DatabaseError


@register(Tags.security)
def check_secrets(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse development's secrets, sandbox and demo switch outside development."""
    if settings.DEVELOPMENT:
        return []
    found: list[CheckMessage] = []
    if "insecure" in settings.SECRET_KEY or len(settings.SECRET_KEY) < 40:
        found.append(Error("SECRET_KEY is a default or too short.", id="talat.E001"))
    if settings.STRIPE_API_BASE:
        found.append(Error("STRIPE_API_BASE points at a payment sandbox.", id="talat.E002"))
    if settings.DEMO:
        found.append(Error("DEMO is on: its accounts have a known password.", id="talat.E003"))
    if not settings.STRIPE_SECRET_KEY.startswith(("sk_", "rk_")):
        found.append(Error("STRIPE_SECRET_KEY is not a key of Stripe's.", id="talat.E004"))
    if "sandbox" in settings.STRIPE_SECRET_KEY:
        found.append(Error("STRIPE_SECRET_KEY is the sandbox's.", id="talat.E005"))
    if not settings.STRIPE_WEBHOOK_SECRETS:
        found.append(Error("STRIPE_WEBHOOK_SECRET is empty.", id="talat.E006"))
    if not settings.STOCK_GUARD:
        found.append(Error("STOCK_GUARD is off: the shop would oversell.", id="talat.E007"))
    if settings.STRIPE_SECRET_KEY.startswith("sk_live"):
        found.append(
            checks.Warning("A restricted key (rk_live) is enough for Stripe.", id="talat.W001")
        )
    return found


@register(Tags.security)
def check_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse development's key for what is sealed in the database."""
    known = b64decode(settings.DEVELOPMENT_KEY)
    if settings.DEVELOPMENT or known not in {
        *settings.FIELD_KEYS.values(),
        settings.BLIND_INDEX_KEY,
    }:
        return []
    return [Error("FIELD_KEYS or BLIND_INDEX_KEY is development's.", id="talat.E009")]


@register(Tags.security)
def check_private_root(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a place for papers inside one that is served."""
    private = Path(settings.PRIVATE_ROOT).resolve()
    served = [settings.MEDIA_ROOT, settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    if not any(private.is_relative_to(Path(folder).resolve()) for folder in served):
        return []
    return [Error("PRIVATE_ROOT lies in a folder that is served.", id="talat.E012")]


@register(Tags.security)
def check_channels(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a provider of text messages that reaches nobody."""
    from community.channels.sms import PROVIDERS

    if settings.SMS_PROVIDER not in PROVIDERS:
        names = ", ".join(sorted(PROVIDERS))
        return [Error(f"SMS_PROVIDER must be one of: {names}.", id="talat.E013")]
    if settings.DEVELOPMENT:
        return []
    if settings.SMS_PROVIDER == "console":
        return [Error("SMS_PROVIDER is console: codes would reach nobody.", id="talat.E011")]
    if not (settings.SMS_KEY and settings.SMS_SECRET):
        return [Error("SMS_KEY or SMS_SECRET is empty.", id="talat.E014")]
    return []


@register(Tags.security, Tags.database)
def check_demo_accounts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a database in which the accounts of the demo market can sign in."""
    if settings.DEVELOPMENT:
        return []
    try:
        emails = _open_demo_accounts()
    except DatabaseError:
        return []  # before the first migration; E020 tells of a database that does not answer
    if not emails:
        return []
    text = f"These accounts are active and their password is published: {', '.join(emails)}."
    return [Error(text, hint="Set is_active to false.", id="talat.E008")]


def _open_demo_accounts() -> list[str]:
    from community.people.models import User
    from shop.listings.demo.people import ACCOUNTS

    found = User.objects.filter(is_active=True, email__in=ACCOUNTS).order_by("email")
    return [str(email) for email in found.values_list("email", flat=True)]


@register(Tags.security)
def check_commission(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    try:
        percent = Decimal(settings.COMMISSION_PERCENT)
    except InvalidOperation:
        percent = Decimal(-1)
    if 0 <= percent <= 50:
        return []
    return [Error("COMMISSION_PERCENT must be a number from 0 to 50.", id="talat.E010")]


@register(Tags.database)
def check_thai_trigrams(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """With the wrong lc_ctype pg_trgm finds nothing in Thai, and says nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
            if not cursor.fetchone()[0]:
                return []  # before the first migration
            cursor.execute("SELECT cardinality(show_trgm('ผ้าไหม'))")
            if cursor.fetchone()[0] > 0:
                return []
    except DatabaseError as error:
        return [Error(f"The database does not answer: {error}", id="talat.E020")]
    return [
        Error(
            "The database's lc_ctype knows no Thai letters; create it with C.UTF-8.",
            id="talat.E021",
        )
    ]

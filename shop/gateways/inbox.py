"""The webhook inbox: stored once for ever, processed once, failures kept and tried again."""

from __future__ import annotations

import json
import logging
import re
import time
from datetime import timedelta
from typing import Any

import stripe
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shop.gateways.hearing import act_of
from shop.gateways.models import WebhookEvent

log = logging.getLogger("talat.webhooks")
State = WebhookEvent.State
TOLERANCE_SECONDS = 300
TIMESTAMP = re.compile(r"[0-9]{1,12}")
MOST_TRIES = 20


class Forged(Exception):
    """The body is not signed with our secret, or not for now."""


def verify(body: bytes, header: str) -> dict[str, Any]:
    """Return the event if one of our secrets signed these very bytes. Raises Forged."""
    _check_not_from_the_future(header)
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(), header, secret, tolerance=TOLERANCE_SECONDS
            )
            event = json.loads(body)
        except (stripe.SignatureVerificationError, ValueError):
            continue
        return _checked(event)
    raise Forged


def _checked(event: Any) -> dict[str, Any]:
    """Return an event of the shape that all have. Some objects have no id: a balance, say."""
    try:
        shape = (event["id"], event["type"], event["data"]["object"])
    except (KeyError, TypeError):
        raise Forged from None
    if not (isinstance(shape[0], str) and isinstance(shape[1], str) and isinstance(shape[2], dict)):
        raise Forged
    kept: dict[str, Any] = event
    return kept


def _check_not_from_the_future(header: str) -> None:
    """Stripe's client refuses old timestamps and takes future ones."""
    stamps = [part[2:] for part in header.split(",") if part.startswith("t=")]
    if len(stamps) != 1 or not TIMESTAMP.fullmatch(stamps[0]):
        raise Forged
    if int(stamps[0]) > time.time() + TOLERANCE_SECONDS:
        raise Forged


def store(event: dict[str, Any]) -> WebhookEvent:
    """Keep an event under its id; the second time returns the first."""
    kept, _ = WebhookEvent.objects.get_or_create(
        gateway="stripe",
        event_id=event["id"],
        defaults={
            "type": str(event["type"])[:80],
            "object_id": str(event["data"]["object"].get("id", ""))[:255],
            "livemode": bool(event.get("livemode")),
            "payload": _storable(event),
        },
    )
    return kept


def _storable(event: dict[str, Any]) -> dict[str, Any]:
    """Return the event without zero bytes, which PostgreSQL's JSON does not take."""
    kept: dict[str, Any] = json.loads(json.dumps(event).replace("\\u0000", ""))
    return kept


def process_event(event_pk: int) -> str:
    """Bring about what an event says, once, and return its state.

    The gateway is asked outside the transaction: an event is only the reason to look.
    """
    event = WebhookEvent.objects.get(pk=event_pk)
    if event.state not in {State.RECEIVED, State.FAILED}:
        return event.state
    try:
        return _process(event)
    except Exception as error:  # kept, shown to staff, tried again by the worker
        log.exception("event %s failed", event.event_id)
        _keep_failure(event, error)
        return State.FAILED


def _process(event: WebhookEvent) -> str:
    obj = event.payload["data"]["object"]
    act = act_of(event.type, obj) if _right_mode(event) else None
    if act is None:
        return _finish(event, State.IGNORED)
    with transaction.atomic():
        act()
        return _finish(event, State.PROCESSED)


def _right_mode(event: WebhookEvent) -> bool:
    """A test event has no say in a live shop, nor the other way round."""
    return event.livemode == ("_live_" in settings.STRIPE_SECRET_KEY)


def _finish(event: WebhookEvent, state: str) -> str:
    WebhookEvent.objects.filter(pk=event.pk, state__in=[State.RECEIVED, State.FAILED]).update(
        state=state, error="", processed_at=timezone.now()
    )
    return state


def _keep_failure(event: WebhookEvent, error: Exception) -> None:
    WebhookEvent.objects.filter(pk=event.pk, state__in=[State.RECEIVED, State.FAILED]).update(
        state=State.FAILED, tries=event.tries + 1, error=f"{type(error).__name__}: {error}"[:2000]
    )


def retry_failed() -> int:
    """Try again what failed, or was stored and then left by a process that died."""
    now = timezone.now()
    waiting = WebhookEvent.objects.filter(
        state__in=[State.RECEIVED, State.FAILED],
        tries__lt=MOST_TRIES,
        received_at__lte=now - timedelta(seconds=30),
    ).order_by("tries", "pk")  # so that many old failures never hide a new event
    due = [e for e in waiting[:500] if e.received_at + _pause(e.tries) <= now]
    return sum(process_event(event.pk) == State.PROCESSED for event in due)


def _pause(tries: int) -> timedelta:
    """Return when the next try is due after the event came: 30 s, 1, 2, 4 … minutes, to 3 days."""
    return min(timedelta(seconds=30 * 2**tries), timedelta(days=3))

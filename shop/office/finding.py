"""Find purchases the way people ask for them on the telephone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from community.people.phones import to_e164
from shop.gateways.models import WebhookEvent
from shop.payments.models import Attempt
from shop.purchases.models import Purchase

PER_PAGE = 25
LONGEST_QUESTION = 120
UNANSWERED = "unanswered"  # not a state of a purchase: of the payment that it tried
# Failed first; what waits next.
EVENT_ORDER = (WebhookEvent.State.FAILED, WebhookEvent.State.RECEIVED)


def find_purchases(question: str, state: str) -> QuerySet[Purchase]:
    """Return purchases by number, seller order, phone, e-mail or part of a name, newest first."""
    found = (
        Purchase.objects.annotate(shops=Count("seller_orders"))
        .order_by("-pk")
        .prefetch_related("seller_orders")
    )
    if state in Purchase.State:
        found = found.filter(state=state)
    if state == UNANSWERED:
        asked = Attempt.objects.filter(state=Attempt.State.UNKNOWN)
        found = found.filter(pk__in=asked.values("payment__purchase"))
    question = question.replace("\x00", "").strip()[:LONGEST_QUESTION]
    return found.filter(asked_for(question)) if question else found


def asked_for(question: str) -> Q:
    number = question.upper().removeprefix("#")
    wanted = Q(number__startswith=number) | Q(name__icontains=question)
    wanted |= Q(email__icontains=question)
    # A seller order's number is its purchase's, and a digit.
    wanted |= Q(number=number.rpartition("-")[0])
    phone = phone_in(question)
    return wanted | Q(phone=phone) if phone else wanted


def phone_in(question: str) -> str:
    try:
        return to_e164(question)
    except ValidationError:
        return ""


def find_events(state: str) -> QuerySet[WebhookEvent]:
    """Return webhook events, failed ones first, then the newest."""
    found = WebhookEvent.objects.defer("payload")
    if state in WebhookEvent.State:
        found = found.filter(state=state)
    ranks = [When(state=name, then=Value(rank)) for rank, name in enumerate(EVENT_ORDER)]
    rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return found.alias(rank=rank).order_by("rank", "-pk")


def page_of(found: QuerySet[Any], number: str) -> Page[Any]:
    return Paginator(found, PER_PAGE).get_page(number)

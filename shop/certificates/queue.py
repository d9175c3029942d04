"""What waits for staff, oldest first."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from shop.certificates.models import Certificate

State = Certificate.State


def find_certificates(state: str) -> QuerySet[Certificate]:
    """Return those in a state, the waiting ones when it is none: oldest first; else newest."""
    wanted = state if state in State else State.WAITING
    found = Certificate.objects.filter(state=wanted).annotate(covered=Count("listings"))
    order = ("sent_at", "pk") if wanted == State.WAITING else ("-checked_at", "-pk")
    return found.select_related("seller__province").order_by(*order)


def next_waiting() -> int | None:
    """Return the key of the one that has waited longest, if any waits."""
    waiting = Certificate.objects.filter(state=State.WAITING).order_by("sent_at", "pk")
    return waiting.values_list("pk", flat=True).first()


def count_waiting() -> int:
    return Certificate.objects.filter(state=State.WAITING).count()

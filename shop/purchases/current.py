"""A purchase as it is now: one whose time is over is ended before anybody looks at it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from shop.purchases.access import get_own_purchase
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase


def get_current_purchase(request: HttpRequest, number: str) -> Purchase:
    """Return one's own purchase, ended if the worker has not come by yet. Raises Http404."""
    purchase = get_own_purchase(request, number)
    if purchase.is_awaiting and purchase.expires_at <= timezone.now():
        expire(purchase)
        purchase.refresh_from_db()
    return purchase

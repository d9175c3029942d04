"""The office is for staff; to everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from shop.gateways.models import WebhookEvent
from shop.purchases.models import Purchase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff_only(view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_staff):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def get_purchase(number: str) -> Purchase:
    """Return any purchase: for views that are staff_only."""
    found = Purchase.objects.select_related("user", "payment", "order")
    return get_object_or_404(found, number=number)


def get_event(pk: int) -> WebhookEvent:
    """Return any webhook event: for views that are staff_only."""
    return get_object_or_404(WebhookEvent, pk=pk)

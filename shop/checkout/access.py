"""Into the checkout comes a basket that can be bought; others are sent where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from shop.basket.contents import Contents, read_contents
from shop.checkout.drafts import draft_of
from shop.checkout.models import Draft
from shop.purchases.access import remembered
from shop.purchases.models import Purchase

JUST_NOW = timedelta(hours=1)


class NotReady(Exception):
    """The basket is empty, or something in it cannot be bought: the basket page says what."""


class JustPlaced(NotReady):
    """The basket is empty because its goods are ordered: the browser's button led back here."""

    def __init__(self, purchase: Purchase) -> None:
        super().__init__(purchase.number)
        self.purchase = purchase


@dataclass(frozen=True)
class Checkout:
    basket: Any
    contents: Contents
    draft: Draft


def get_checkout(request: HttpRequest) -> Checkout:
    """Return this request's own checkout. Raises NotReady, JustPlaced."""
    basket = request.basket  # type: ignore[attr-defined]
    contents = read_contents(basket)
    if not contents.lines and (purchase := _just_placed(request)):
        raise JustPlaced(purchase)
    if not contents.lines or contents.problems:
        raise NotReady
    return Checkout(basket, contents, draft_of(request, basket))


def _just_placed(request: HttpRequest) -> Purchase | None:
    recent = Purchase.objects.filter(
        pk__in=remembered(request)[:1], placed_at__gt=timezone.now() - JUST_NOW
    )
    return recent.exclude(state=Purchase.State.CANCELLED).first()

"""Into the checkout comes a basket that can be bought; others are sent where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from shop.basket.contents import Contents, read_contents
from shop.checkout.drafts import draft_of
from shop.checkout.models import Draft


class NotReady(Exception):
    """The basket is empty, or something in it cannot be bought: the basket page says what."""


@dataclass(frozen=True)
class Checkout:
    basket: Any
    contents: Contents
    draft: Draft


def get_checkout(request: HttpRequest) -> Checkout:
    """Return this request's own checkout. Raises NotReady."""
    basket = request.basket  # type: ignore[attr-defined]
    contents = read_contents(basket)
    if not contents.lines or contents.problems:
        raise NotReady
    return Checkout(basket, contents, draft_of(request, basket))

"""What all acts on stock have in common: who did it, and where the page goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from shop.desk.access import Desk
from shop.listings.models import Variant
from shop.stock.actors import By
from shop.stock.errors import KeyTaken, NothingMoves, StockError, TooMuch
from shop.stock.models import Movement

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[type[StockError], StrOrPromise] = {
    TooMuch: _("This is very much. Is the number right?"),
    NothingMoves: _("Write more than 0."),
    KeyTaken: _("This was sent for something else already. Please write it once more."),
}


def told(desk: Desk, variant: Variant, movement: Movement) -> Movement:
    """Write a helper's act among those that the owner reads; the book itself has every line."""
    if not movement.is_repeat:
        tell_owner(desk, variant, "stock.moved", why=movement.why, change=movement.change)
    return movement


def tell_owner(desk: Desk, variant: Variant, verb: str, **details: Any) -> None:
    """Write what a helper did among the acts that the owner reads."""
    if desk.owner:
        seller: dict[str, Any] = {"owner": desk.owner, "seller_id": desk.seller.pk}
        record(desk.user, verb, variant.listing, **seller, **details)


def by(desk: Desk) -> By:
    return By(desk.user, desk.owner)


def sentence(error: StockError) -> StrOrPromise:
    """Return what stands beside the number; not for BelowHeld, which has a page of its own."""
    return SENTENCES.get(type(error), _("The book did not take this number."))


def safe_back(request: HttpRequest, variant: Variant) -> str:
    """Return the page of the desk that the form names, or this thing's book."""
    asked = urlsplit((request.POST.get("back") or request.GET.get("back", ""))[:500])
    if asked.scheme or asked.netloc or not asked.path.startswith(reverse("desk:today")):
        return reverse("desk:stock-book", args=[variant.pk])
    return urlunsplit(("", "", asked.path, asked.query, ""))


def marked(path: str, movement: Movement, anchor: str = "") -> str:
    """Return the page's address with the line that was just written in it."""
    parts = urlsplit(path)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "moved"]
    query.append(("moved", str(movement.pk)))
    return urlunsplit(("", "", parts.path, urlencode(query), anchor))

"""The only way from an address to a thing that somebody waits for, and to the wish: or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Listing, Variant
from shop.stock_news.ending import is_secret_of
from shop.stock_news.models import Wish

MOST_ID = 2**63 - 1


def on_sale() -> QuerySet[Variant]:
    """Return what can be bought, or could if there were any left."""
    return Variant.objects.filter(
        listing__state=Listing.State.PUBLISHED,
        listing__seller__state=Seller.State.APPROVED,
        stock_record__price__isnull=False,
    )


def get_variants(product_id: int) -> list[Variant]:
    """Return the variants of a listing on sale, in order."""
    found = on_sale().filter(listing__product=product_id)
    variants = list(found.select_related("stock_record", "listing__seller"))
    if not variants:
        raise Http404
    return variants


def own_wishes(user: User) -> QuerySet[Wish]:
    """Return what an account waits for, the oldest first."""
    return Wish.objects.filter(user=user, state=Wish.State.WAITING).order_by("pk")


def get_own_wish(user: User, typed: str) -> QuerySet[Wish]:
    """Return the account's own wish, whatever its state, as a set of one."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 19
    own = Wish.objects.filter(user=user, pk=int(typed) if is_number else 0)
    if not own.exists():
        raise Http404
    return own


def wishes_by_link(pk: int, secret: str) -> QuerySet[Wish]:
    """Return what waits for the address that got the letter with this link."""
    wish = Wish.objects.filter(pk=min(pk, MOST_ID), user=None).exclude(to="").first()
    if wish is None or not is_secret_of(wish, secret):
        raise Http404
    return Wish.objects.filter(to=wish.to, state=Wish.State.WAITING).order_by("pk")


def goods_of(wishes: QuerySet[Wish]) -> list[tuple[Wish, Variant]]:
    """Return each wish with its goods, in two queries."""
    waiting = list(wishes)
    variants = Variant.objects.filter(stock_record__in=[one.stock_record_id for one in waiting])
    found = {one.stock_record_id: one for one in variants.select_related("listing__seller")}
    return [(one, found[one.stock_record_id]) for one in waiting if one.stock_record_id in found]

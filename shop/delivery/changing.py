"""A seller's own ways of delivery: written whole, method and bands together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.delivery.models import DeliveryMethod, WeightBand

Bands = Sequence[tuple[int, Decimal]]  # up to grams, baht


class LastMethod(Exception):
    """Without one way of delivery nothing of this seller could be bought."""


@transaction.atomic
def save_method(
    method: DeliveryMethod, bands: Bands, by: User, *, owner: User | None = None
) -> DeliveryMethod:
    """Write a method and all of its bands. What is placed already keeps what it cost.

    The seller's row is locked, so that two who switch off the last two methods do not both
    succeed. Raises LastMethod.
    """
    Seller.objects.select_for_update().get(pk=method.seller_id)
    others = DeliveryMethod.objects.filter(seller=method.seller_id, is_active=True)
    if not method.is_active and not others.exclude(pk=method.pk).exists():
        raise LastMethod
    method.save()
    method.bands.all().delete()
    WeightBand.objects.bulk_create(
        WeightBand(method=method, up_to_g=up_to_g, price=price) for up_to_g, price in bands
    )
    record(by, "delivery.saved", method, owner=owner, seller_id=method.seller_id)
    return method

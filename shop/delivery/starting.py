"""The ways of delivery that a new seller begins with. The seller changes them afterwards."""

from __future__ import annotations

from decimal import Decimal

from community.sellers.models import Seller
from shop.delivery.models import DeliveryMethod, WeightBand

# Up to grams, baht: about what the post takes for a parcel within the country.
PARCEL_BANDS = (
    (250, 42),
    (500, 52),
    (1000, 67),
    (2000, 97),
    (3000, 122),
    (5000, 162),
    (10000, 262),
    (20000, 422),
)


def offer_first_delivery(seller: Seller) -> None:
    """Give a seller without any way of delivery a parcel by weight. In a transaction."""
    Seller.objects.select_for_update().get(pk=seller.pk)  # two first listings, one parcel
    if DeliveryMethod.objects.filter(seller=seller).exists():
        return
    parcel = DeliveryMethod.objects.create(
        seller=seller,
        kind=DeliveryMethod.Kind.WEIGHT,
        name_th="ไปรษณีย์ EMS",
        name_en="EMS parcel",
        days_min=1,
        days_max=3,
    )
    WeightBand.objects.bulk_create(
        WeightBand(method=parcel, up_to_g=up_to_g, price=Decimal(baht))
        for up_to_g, baht in PARCEL_BANDS
    )

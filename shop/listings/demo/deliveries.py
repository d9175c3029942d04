"""How the demo sellers hand their goods over. The prices are invented."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from community.sellers.models import Seller
from shop.delivery.models import DeliveryMethod, WeightBand
from shop.delivery.starting import PARCEL_BANDS
from shop.listings.models import Listing, Variant

Kind = DeliveryMethod.Kind
Bands = tuple[tuple[int, int], ...]  # up to grams, baht
COLD: Bands = ((1000, 120), (3000, 160), (5000, 210), (10000, 310), (20000, 480))
LIGHT_G = 1000
LIGHT_PRICE, LIGHT_FREE_FROM = Decimal("35.00"), Decimal("800.00")


def offer_delivery(sellers: Iterable[Seller]) -> None:
    """Give each seller a parcel by weight, registered mail for light goods, and pickup."""
    heaviest, cold = _heaviest_g(), _cold_sellers()
    methods: list[DeliveryMethod] = []
    for seller in sellers:
        is_cold = seller.pk in cold
        methods.append(_cold_parcel(seller) if is_cold else _ems(seller))
        if not is_cold and heaviest.get(seller.pk, 0) <= LIGHT_G:
            methods.append(_registered(seller))
        methods.extend(_pickups(seller))
    DeliveryMethod.objects.bulk_create(methods)
    _add_bands(methods, cold)


def _heaviest_g() -> dict[int, int]:
    rows = Variant.objects.order_by("weight_g").values_list("listing__seller_id", "weight_g")
    return dict(rows)


def _cold_sellers() -> set[int]:
    cold = Listing.objects.exclude(storage=Listing.Storage.AMBIENT)
    return set(cold.values_list("seller_id", flat=True))


def _ems(seller: Seller) -> DeliveryMethod:
    return DeliveryMethod(
        seller=seller,
        kind=Kind.WEIGHT,
        name_th="ไปรษณีย์ EMS",
        name_en="EMS parcel",
        days_min=1,
        days_max=3,
    )


def _cold_parcel(seller: Seller) -> DeliveryMethod:
    return DeliveryMethod(
        seller=seller,
        kind=Kind.WEIGHT,
        name_th="ส่งแช่เย็น",
        name_en="Chilled parcel",
        days_min=1,
        days_max=2,
    )


def _registered(seller: Seller) -> DeliveryMethod:
    return DeliveryMethod(
        seller=seller,
        kind=Kind.FLAT,
        name_th="ลงทะเบียน",
        name_en="Registered mail",
        price=LIGHT_PRICE,
        free_from=LIGHT_FREE_FROM,
        days_min=3,
        days_max=5,
        position=1,
    )


def _pickups(seller: Seller) -> list[DeliveryMethod]:
    return [
        DeliveryMethod(
            seller=seller,
            kind=Kind.PICKUP,
            name_th=f"รับเองที่ {community.name_th}"[:120],
            name_en=f"Pick up at {community.name_en}"[:120],
            days_min=0,
            days_max=0,
            community=community,
            pickup_place=community.pickup_place,
            position=2,
        )
        for community in seller.communities.all()
        if community.pickup_place
    ]


def _add_bands(methods: list[DeliveryMethod], cold: set[int]) -> None:
    WeightBand.objects.bulk_create(
        WeightBand(method=method, up_to_g=up_to_g, price=Decimal(baht))
        for method in methods
        if method.kind == Kind.WEIGHT
        for up_to_g, baht in (COLD if method.seller_id in cold else PARCEL_BANDS)
    )

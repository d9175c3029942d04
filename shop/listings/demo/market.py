"""The communities and the sellers of the demo market."""

from __future__ import annotations

from decimal import Decimal

from community.groups.models import Community, PickupPlace
from community.places.models import Province
from community.sellers.models import Seller
from community.words.plain import clean_line
from shop.listings.demo.reading import Row, parts, rows
from shop.partner.models import Partner


def open_communities() -> dict[str, Community]:
    """Return the communities by slug."""
    provinces = _provinces()
    made = [_community(row, provinces[row["province_th"]]) for row in rows("communities")]
    opened = Community.objects.bulk_create(made)
    PickupPlace.objects.bulk_create(
        PickupPlace(
            community=one,
            name_th=one.pickup_place,
            latitude=one.latitude,
            longitude=one.longitude,
        )
        for one in opened
        if one.pickup_place
    )
    return {community.slug: community for community in opened}


def open_sellers(communities: dict[str, Community]) -> dict[str, Seller]:
    """Return the sellers by slug, each with a partner of its own and its communities."""
    table, provinces = rows("sellers"), _provinces()
    partners = Partner.objects.bulk_create(
        Partner(code=row["slug"], name=row["name_th"]) for row in table
    )
    sellers = Seller.objects.bulk_create(
        _seller(row, partner, provinces[row["province_th"]])
        for row, partner in zip(table, partners, strict=True)
    )
    belongs = Seller.communities.through
    belongs.objects.bulk_create(
        belongs(seller=seller, community=communities[slug])
        for row, seller in zip(table, sellers, strict=True)
        for slug in parts(row["community_slug"])
    )
    return {seller.slug: seller for seller in sellers}


def _provinces() -> dict[str, Province]:
    return {province.name_th: province for province in Province.objects.all()}


def _community(row: Row, province: Province) -> Community:
    return Community(
        slug=row["slug"],
        state=Community.State.APPROVED,
        kind=row["kind"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        province=province,
        district=row["district_th"],
        subdistrict=row["subdistrict_th"],
        postcode=row["postcode"],
        latitude=Decimal(row["latitude"]),
        longitude=Decimal(row["longitude"]),
        story_th=row["story_th"],
        story_en=row["story_en"],
        market_days=row["market_days"],
        pickup_place=clean_line(row["pickup_place_th"]),
    )


def _seller(row: Row, partner: Partner, province: Province) -> Seller:
    return Seller(
        partner=partner,
        slug=row["slug"],
        state=Seller.State.APPROVED,
        kind=row["seller_type"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        story_th=row["story_th"],
        province=province,
        phone=row["phone"],
        line_id=row["line_id"],
        registration_no=row["registration_no"],
        vat_registered=row["vat_registered"] == "true",
        ships_in_days=int(row["ships_in_days"]),
    )

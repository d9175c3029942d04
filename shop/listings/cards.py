"""Writes the rows that browse pages read: one card a listing, derived from everything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from oscar.apps.catalogue.models import Category

from community.sellers.models import Seller
from shop.listings.card_stock import Shelf, shelves_of
from shop.listings.certificates import Entry, code_of, last_day, searched_words, valid_on
from shop.listings.folding import fold
from shop.listings.models import Listing, ListingCard, Photo, Variant
from shop.listings.units import card_unit

BATCH = 1000
WRITTEN = [field.name for field in ListingCard._meta.concrete_fields if not field.primary_key]


def rebuild_cards(listing_ids: Iterable[int] | None = None) -> int:
    """Write the cards of these listings, or of all, anew; return how many there are.

    A fixed number of queries for each thousand listings. A listing with nothing to sell has
    no card. The cards are locked first, so that the last to write has seen the latest stock.
    """
    chosen = Listing.objects.values_list("pk", flat=True)
    if listing_ids is not None:
        chosen = chosen.filter(pk__in=list(listing_ids))
    branches = _branches()
    return sum(_rebuild(batch, branches) for batch in _batches(sorted(chosen)))


def refresh_stock(stock_record_ids: Iterable[int]) -> None:
    """Write what is left, and nothing else, on the cards that these stock records are behind."""
    variants = Variant.objects.filter(stock_record__in=list(stock_record_ids))
    listing_ids = sorted(set(variants.values_list("listing_id", flat=True)))
    with transaction.atomic():
        _lock(listing_ids)
        cards = list(
            ListingCard.objects.filter(pk__in=listing_ids)
            .select_related("listing")
            .only("pk", "left", "is_available", "listing__made_to_order_days")
        )
        shelves = shelves_of(listing_ids)
        for card in cards:
            _write_stock(card, shelves[card.pk], card.listing)
        ListingCard.objects.bulk_update(cards, ["left", "is_available"], batch_size=BATCH)


def _batches(listing_ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(listing_ids), BATCH):
        yield listing_ids[start : start + BATCH]


def _lock(listing_ids: Collection[int]) -> None:
    cards = ListingCard.objects.filter(pk__in=listing_ids).order_by("pk")
    list(cards.select_for_update().values_list("pk"))


def _branches() -> dict[int, Branch]:
    """Return, for each category, itself and all above, with their names."""
    rows = Category.objects.order_by("path").values_list(
        "path", "pk", "name", "words__name_th", "words__name_en"
    )
    by_path: dict[str, Branch] = {}
    for path, pk, *names in rows:
        above = by_path.get(path[: -Category.steplen], Branch((), ()))
        words = tuple(name for name in names if name)
        by_path[path] = Branch((*above.ids, pk), (*above.names, *words))
    return {branch.ids[-1]: branch for branch in by_path.values()}


@dataclass(frozen=True, slots=True)
class Branch:
    """A category and those above it."""

    ids: tuple[int, ...]
    names: tuple[str, ...]


def _rebuild(listing_ids: list[int], branches: dict[int, Branch]) -> int:
    with transaction.atomic():
        _lock(listing_ids)
        shelves = shelves_of(listing_ids)
        photos = _first_photos(listing_ids)
        listings = Listing.objects.filter(pk__in=shelves).select_related("seller__province")
        communities = _communities(listings)
        cards = [
            _card(
                listing,
                shelves[listing.pk],
                photos.get(listing.pk),
                branches[listing.category_id],
                communities[listing.seller_id],
            )
            for listing in listings
        ]
        ListingCard.objects.filter(pk__in=set(listing_ids) - set(shelves)).delete()
        ListingCard.objects.bulk_create(
            cards, update_conflicts=True, unique_fields=["listing"], update_fields=WRITTEN
        )
    return len(cards)


def _first_photos(listing_ids: Collection[int]) -> dict[int, Photo]:
    ready = Photo.objects.filter(listing__in=listing_ids, state=Photo.State.READY)
    first = ready.order_by("listing_id", "position", "pk").distinct("listing_id")
    return {photo.listing_id: photo for photo in first}


def _communities(listings: Iterable[Listing]) -> dict[int, list[int]]:
    sellers = {listing.seller_id for listing in listings}
    rows = Seller.communities.through.objects.filter(seller__in=sellers)
    found: dict[int, list[int]] = defaultdict(list)
    for seller_id, community_id in rows.order_by("pk").values_list("seller_id", "community_id"):
        found[seller_id].append(community_id)
    return found


def _card(
    listing: Listing, shelf: Shelf, photo: Photo | None, branch: Branch, communities: list[int]
) -> ListingCard:
    seller, province = listing.seller, listing.seller.province
    certificates = valid_on(listing.certificates, timezone.localdate())
    card = ListingCard(
        listing_id=listing.pk,
        product_id=listing.product_id,
        slug=listing.slug,
        title_th=listing.title_th,
        title_en=listing.title_en,
        seller_id=seller.pk,
        seller_slug=seller.slug,
        seller_name_th=seller.name_th,
        seller_name_en=seller.name_en,
        province_code=province.code,
        province_name_th=province.name_th,
        province_name_en=province.name_en,
        category_ids=list(branch.ids),
        community_ids=communities,
        price=min(shelf.prices),
        has_price_range=len(set(shelf.prices)) > 1,
        unit=card_unit(listing.unit, is_weighed=listing.is_weighed),
        photo_key=photo.key if photo else "",
        photo_tone=photo.tone if photo else "",
        photo_widths=photo.widths if photo else [],
        certificate=code_of(certificates[0]) if certificates else "",
        certificate_until=last_day(certificates[0]) if certificates else None,
        is_visible=listing.is_on_sale,
        search_text=_search_text(listing, branch, certificates),
        listed_at=listing.created_at,
    )
    _write_stock(card, shelf, listing)
    return card


def _write_stock(card: ListingCard, shelf: Shelf, listing: Listing) -> None:
    to_order = listing.made_to_order_days is not None
    card.left = shelf.few_left(to_order)
    card.is_available = shelf.is_available(to_order)


def _search_text(listing: Listing, branch: Branch, certificates: Iterable[Entry]) -> str:
    seller, province = listing.seller, listing.seller.province
    words = [
        *(listing.title_th, listing.title_en, listing.search_terms),
        *(seller.name_th, seller.name_en),
        *(province.name_th, province.name_en),
        *branch.names,
        *searched_words(certificates),
    ]
    return fold(" ".join(filter(None, words)))

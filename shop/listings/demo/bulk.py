"""A large market from a seed, to measure with: the same numbers make the same market."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import repeat

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Value
from django.utils import timezone
from oscar.apps.catalogue.models import Category

from community.places.models import Province
from community.sellers.models import Seller
from shop.listings import cards
from shop.listings.demo import bulk_words as words
from shop.listings.demo.categories import plant
from shop.listings.demo.certified import certify
from shop.listings.demo.deliveries import offer_delivery
from shop.listings.demo.pictures import have_each_drawn
from shop.listings.demo.progress import Progress
from shop.listings.demo.reading import illustration
from shop.listings.models import Listing, Photo
from shop.listings.photos import photo_row
from shop.listings.shelving import BATCH, Goods, Offer, put_on_sale
from shop.partner.models import Partner

STEPS = 5
TOP_CATEGORIES = 5


class AlreadyThere(Exception):
    """A market of this seed is there already."""


@dataclass
class Size:
    listings: int
    sellers: int
    categories: int
    seed: int


@transaction.atomic
def generate(size: Size, progress: Progress) -> int:
    """Return how many listings were added. Raises AlreadyThere for a seed used before."""
    chance = random.Random(size.seed)  # noqa: S311  a market, not a secret
    if Seller.objects.filter(slug=_seller_slug(size.seed, 1)).exists():
        raise AlreadyThere
    progress.step("categories and sellers")
    categories = _categories(size)
    sellers = _sellers(size, chance)
    progress.step("goods")
    listings = _goods(size, chance, sellers, categories)
    progress.step("delivery")
    offer_delivery(sellers)
    progress.step("pictures")
    _pictures(listings)
    progress.step("pages")
    cards.rebuild_cards(listing.pk for listing in listings)
    progress.finish("the market is open")
    return len(listings)


def _seller_slug(seed: int, number: int) -> str:
    return f"shop-{seed}-{number:04d}"


def _categories(size: Size) -> list[Category]:
    """Return the lower categories, spread under a few upper ones."""
    paths = [
        (
            (f"หมวดทดลอง {size.seed}.{top}", f"Trial {size.seed}.{top}"),
            (f"หมวดย่อย {size.seed}.{number}", f"Trial goods {size.seed}.{number}"),
        )
        for number in range(1, size.categories + 1)
        for top in [(number - 1) % TOP_CATEGORIES + 1]
    ]
    known = plant(paths)
    return [known[path] for path in paths]


def _sellers(size: Size, chance: random.Random) -> list[Seller]:
    provinces = list(Province.objects.order_by("code"))
    slugs = [_seller_slug(size.seed, number) for number in range(1, size.sellers + 1)]
    partners = Partner.objects.bulk_create(Partner(code=slug, name=slug) for slug in slugs)
    return Seller.objects.bulk_create(
        Seller(
            partner=partner,
            slug=slug,
            state=Seller.State.APPROVED,
            kind=chance.choice(Seller.Kind.values),
            name_th=f"ร้าน{chance.choice(words.PLACES)[0]} {number}",
            name_en=f"{chance.choice(words.PLACES)[1]} Shop {number}",
            story_th=words.STORY,
            province=chance.choice(provinces),
            vat_registered=chance.random() < 0.15,
            ships_in_days=chance.randint(1, 4),
        )
        for number, (slug, partner) in enumerate(zip(slugs, partners, strict=True), start=1)
    )


def _goods(
    size: Size, chance: random.Random, sellers: list[Seller], categories: list[Category]
) -> list[Listing]:
    """Put the goods on sale in slices: the memory holds one slice of them at a time."""
    listings: list[Listing] = []
    for start in range(0, size.listings, BATCH):
        numbers = range(start, min(start + BATCH, size.listings))
        slice_ = [
            _one(n, chance, sellers[n % len(sellers)], chance.choice(categories)) for n in numbers
        ]
        made = put_on_sale(slice_)
        certify(zip(made, map(chance.choice, repeat(words.CERTIFICATES)), strict=False))
        listings += made
    _spread_in_time(listings)
    return listings


def _one(number: int, chance: random.Random, seller: Seller, category: Category) -> Goods:
    thing, kind = chance.choice(words.THINGS), chance.choice(words.KINDS)
    place = chance.choice(words.PLACES)
    return Goods(
        seller=seller,
        category=category,
        title_th=f"{thing[0]}{kind[0]} {place[0]} {number}",
        title_en=f"{kind[1]} {thing[1]}, {place[1]} {number}",
        offers=_offers(number, chance),
        words={
            "description_th": words.STORY,
            "unit": thing[2],
            "search_terms": thing[0],
            "made_to_order_days": chance.choice([None] * 9 + [14]),
        },
    )


def _offers(number: int, chance: random.Random) -> list[Offer]:
    """Return one offer, or for a tenth of the goods one a colour."""
    colours = words.COLOURS if chance.random() < 0.1 else ("",)
    price = Decimal(chance.randint(20, 2500))
    return [
        Offer(
            sku=f"{number:05d}-{place}",
            price=price + 10 * place,
            stock=chance.choice((0, 1, 3, 8, 20, 50, 200)),
            low_stock=3,
            weight_g=chance.randint(50, 3000),
            size_cm=[20, 15, 5],
            options={"สี": colour} if colour else {},
        )
        for place, colour in enumerate(colours)
    ]


def _spread_in_time(listings: list[Listing]) -> None:
    """List them a minute apart, the last one now, in one statement."""
    last = listings[-1].pk
    age = (Value(last) - F("pk")) * Value(timedelta(minutes=1), DurationField())
    Listing.objects.filter(pk__range=(listings[0].pk, last)).update(
        created_at=Value(timezone.now()) - ExpressionWrapper(age, DurationField())
    )


def _pictures(listings: list[Listing]) -> None:
    """Give each listing one of a few pictures: the sizes are drawn once for all."""
    first = listings[0]
    samples = [photo_row(first, illustration(code), tone) for code, tone in words.PICTURES]
    have_each_drawn(
        [
            Photo(
                listing=listing,
                source=sample.source.name,
                key=sample.key,
                tone=sample.tone,
                alt_th=listing.title_th,
                alt_en=listing.title_en,
            )
            for number, listing in enumerate(listings)
            for sample in [samples[number % len(samples)]]
        ]
    )

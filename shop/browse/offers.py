"""What the product page says of a listing: its variants, how it reaches the buyer, its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from community.sellers.models import Seller
from shop.basket.contents import most, sellable
from shop.browse.choices import Axis, axes_of, needs_links, photo_numbers
from shop.browse.market_days import MarketDay, next_market_day
from shop.browse.remembering import remembered_each
from shop.browse.shown_cards import left_text
from shop.delivery.models import DeliveryMethod
from shop.delivery.quotes import quotes_of
from shop.display.dates import ENGLISH_LONG, THAI_LONG, in_thai
from shop.display.prices import baht_text
from shop.listings.contents import Measure, measure_of, price_by
from shop.listings.models import Listing, Variant
from shop.listings.units import card_unit
from shop.listings.weights import GRAMS


@dataclass(frozen=True, slots=True)
class ShownVariant:
    """A variant to choose. `most` is the largest quantity a line may ask for."""

    id: int  # of its product: what basket:add is told
    name: str
    price: Decimal
    left: int | None  # None: made to order, without end
    left_text: str
    most: int
    measured: str = ""  # ฿25 for 100 g, where it says how much is in it
    # Where it is chosen axis by axis: its values, its picture, and where each value leads.
    options: dict[str, str] = field(default_factory=dict, compare=False)
    photo: int = 0
    axes: list[Axis] = field(default_factory=list, compare=False)

    @property
    def is_available(self) -> bool:
        return self.left != 0


def shown_variants(variants: Sequence[Variant]) -> list[ShownVariant]:
    measure = measure_of(variants)
    found = [_shown(variant, measure) for variant in variants]
    if needs_links(variants):
        return [_with_options(*pair) for pair in zip(found, variants, strict=True)]
    return found


def _shown(variant: Variant, measure: Measure | None) -> ShownVariant:
    left = sellable(variant)
    return ShownVariant(
        id=variant.product_id,
        name=variant.name,
        price=variant.stock_record.price,
        left=left,
        left_text=_left_text(variant.listing, left),
        most=most(variant),
        measured=_measured(variant, measure) if measure else "",
    )


def _with_options(shown: ShownVariant, variant: Variant) -> ShownVariant:
    names = [name for name in variant.listing.axes if name in variant.options]
    options = {name: variant.options[name] for name in names or variant.options}
    photo = photo_numbers(variant.listing_id).get(variant.photo_id, 0) if variant.photo_id else 0
    return replace(shown, options=options, photo=photo)


def _measured(variant: Variant, measure: Measure) -> str:
    price = price_by(measure, variant)
    if price is None:
        return ""
    return _("{price} for {measure}").format(price=baht_text(price), measure=measure.label)


def _left_text(listing: Listing, left: int | None) -> str:
    if left is None:
        return _("Made to order in {days} days").format(days=listing.made_to_order_days)
    unit = card_unit(listing.unit, is_weighed=listing.is_weighed)
    return left_text(left, unit) if left else _("Sold out for now")


def axis_of(variants: Sequence[Variant]) -> str:
    """Return what the variants differ in, as the seller named it: สี, ขนาด."""
    return " · ".join(variants[0].listing.axes or variants[0].options)


def chosen_of(variants: Sequence[ShownVariant], wanted: str) -> ShownVariant:
    """Return the variant that the address names, else the first that can be bought."""
    named = [variant for variant in variants if str(variant.id) == wanted]
    available = [variant for variant in variants if variant.is_available]
    chosen = [*named, *available, *variants][0]
    return replace(chosen, axes=axes_of(variants, chosen)) if chosen.options else chosen


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """A way to the buyer, at its price for one piece; `days` counts from the order."""

    name: str
    price: Decimal
    free_from: Decimal | None
    days: tuple[int, int]
    is_pickup: bool
    pickup_place: str
    market_day: MarketDay | None


def shown_deliveries(seller: Seller, variant: Variant) -> list[ShownDelivery]:
    """Return the ways that can carry one piece, or a kilogram, in the seller's own order."""
    one_weighs = max(variant.weight_g, GRAMS) if variant.listing.is_weighed else variant.weight_g
    quotes = quotes_of(_methods_of(seller.pk), variant.stock_record.price, one_weighs)
    return [_delivery(quote.method, quote.price, seller.ships_in_days) for quote in quotes]


# Half a minute old does no harm here: checkout asks for the price again.
@remembered_each(seconds=30)
def _methods_of(seller_id: int) -> list[DeliveryMethod]:
    methods = DeliveryMethod.objects.filter(seller=seller_id, is_active=True)
    return list(methods.select_related("community").prefetch_related("bands"))


def _delivery(method: DeliveryMethod, price: Decimal, ready_in: int) -> ShownDelivery:
    is_pickup = method.kind == DeliveryMethod.Kind.PICKUP
    community = method.community
    place = method.pickup_place or (community.pickup_place if community else "")
    return ShownDelivery(
        name=method.name,
        price=price,
        free_from=method.free_from if price else None,
        days=(ready_in + method.days_min, ready_in + method.days_max),
        is_pickup=is_pickup,
        pickup_place=place if is_pickup else "",
        market_day=next_market_day(community) if is_pickup and community else None,
    )


def season_of(listing: Listing) -> str:
    """Return the months of the harvest, as in พฤศจิกายน–กุมภาพันธ์; empty when it has none."""
    if not (listing.harvest_from and listing.harvest_to):
        return ""
    names = THAI_LONG if in_thai() else ENGLISH_LONG
    first, last = names[listing.harvest_from - 1], names[listing.harvest_to - 1]
    return first if first == last else f"{first}–{last}"

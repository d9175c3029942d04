"""The page where one listing is changed: its parts, each with what was typed into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, QueryDict

from community.sellers.powers import Power
from shop.desk.access import Desk
from shop.desk.listing_axes_forms import AxesForm, ValueForm
from shop.desk.listing_conflict import Clash, last_hand, sealed_words
from shop.desk.listing_forms import ListingWordsForm
from shop.desk.listing_offer_conflict import laid_over, sealed_offers
from shop.desk.listing_offer_forms import VariantForm
from shop.desk.views import draw
from shop.listings.changing import missing_of
from shop.listings.contents import measure_of, price_by
from shop.listings.models import Listing, Photo, Variant
from shop.listings.variants import OUT

State = Listing.State


@dataclass
class Typed:
    """What came with an attempt that was not saved; what is None is drawn as it is kept."""

    words: ListingWordsForm | None = None
    offers: list[VariantForm] | None = None
    axes: AxesForm | None = None
    value: ValueForm | None = None
    clashes: list[Clash] = field(default_factory=list)
    is_older: bool = False  # somebody else changed the listing meanwhile
    not_ready: list[str] = field(default_factory=list)


def draw_listing(
    request: HttpRequest,
    desk: Desk,
    listing: Listing,
    typed: Typed | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = typed or Typed()
    listing = with_everything(listing)
    drawn = offer_forms(desk, listing)
    offers = typed.offers or drawn
    page = {
        "listing": listing,
        "typed": typed,
        "last_hand": last_hand(listing) if typed.is_older else "",
        "form": typed.words or ListingWordsForm(listing=listing),
        "seen": sealed_words(listing),
        "seen_offers": sealed_offers(drawn),
        "offers": [(form, price_of(listing, form.variant)) for form in offers],
        "axes": typed.axes or AxesForm(listing=listing),
        "value": typed.value or ValueForm(listing=listing),
        "missing": missing_of(listing) if listing.state == State.DRAFT else typed.not_ready,
        "related": list(listing.related.all()),
        **may(desk),
    }
    return draw(request, desk, "listing", page, status)


def with_everything(listing: Listing) -> Listing:
    """Return the listing with variants of its matrix, photos and goods beside it."""
    variants = Variant.objects.exclude(position=OUT).select_related("stock_record")
    photos = Photo.objects.exclude(state=Photo.State.FAILED)
    found = Listing.objects.select_related("seller").prefetch_related(
        Prefetch("variants", variants), Prefetch("photos", photos), "related"
    )
    return found.get(pk=listing.pk)


def offer_forms(desk: Desk, listing: Listing) -> list[VariantForm]:
    rights = may(desk)
    return [
        VariantForm(variant=variant, listing=listing, may=rights)
        for variant in listing.variants.all()
    ]


def typed_offers(desk: Desk, listing: Listing, posted: QueryDict) -> list[VariantForm]:
    """Return the rows with what was typed; what the page did not have yet is drawn as it is."""
    drawn = offer_forms(desk, listing)
    data = laid_over(posted, drawn)
    sent = {name.partition("-")[0] for name in data}
    return [
        VariantForm(data, variant=form.variant, listing=listing, may=form.may)
        if form.prefix in sent
        else form
        for form in drawn
    ]


def price_of(listing: Listing, variant: Variant) -> tuple[Any, str] | None:
    """Return price and words of what its price is compared by, or None."""
    measure = measure_of(listing.variants.all())
    price = price_by(measure, variant)
    return (price, measure.label) if measure and price is not None else None


def may(desk: Desk) -> dict[str, bool]:
    return {
        "may_list": desk.may(Power.LIST_PRODUCTS),
        "may_count": desk.may(Power.MANAGE_STOCK),
    }


def seen_version(request: HttpRequest) -> int:
    """Return the version that the form was drawn from; 0, which no listing has, without one."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

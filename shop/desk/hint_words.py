"""The sentences of shop.listings.hints, and where on the desk each is put right."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.listings.hints import Hint
from shop.listings.models import Listing

WORDS = {
    "photo_none": _("Add a photo: nobody buys what they cannot see."),
    "photo_back": _("Add a photo of the back of the cloth, and one from close by."),
    "photo_label": _("Add a photo of the label, and one of what is inside."),
    "photo_hand": _("Add a photo with a hand beside it: buyers then see how large it is."),
    "price": _("Write the price: without one it cannot be sold."),
    "text_none": _("Tell about it: who made it, of what, and how long it takes."),
    "text_short": _("Tell a little more: who made it, of what, how to keep it."),
    "sold_out": _("It is sold out. Write down new goods as soon as there are any."),
    "low_often": _(
        "It ran low %(times)s times in 90 days. Make more, or say in how many days you make it."
    ),
    "looked_at_only": _(
        "%(views)s people looked in 30 days and nobody bought. Is the price right? Would more "
        "photos help?"
    ),
    "size": _("Write its size or weight: buyers ask that first."),
    "english": _("Write the name in English: visitors and buyers abroad then find it."),
    "title": _("Say more in the name: what it is made of, where from."),
    "content": _("Write how much is in each size: buyers then see what 100 grams cost."),
    "shelf_life": _("Write how many days it keeps: buyers of food ask that first."),
    "weight": _("Weigh the parcel: the price of delivery then fits."),
    "harvest": _("Write the months of the harvest: buyers then know when it is freshest."),
}


@dataclass(frozen=True)
class Advice:
    text: str
    url: str


def advice_of(listing: Listing, hints: list[Hint]) -> list[Advice]:
    return [Advice(WORDS[hint.code] % hint.values, place_of(listing, hint)) for hint in hints]


def place_of(listing: Listing, hint: Hint) -> str:
    """Return the address of the field that a hint is about; photos have a page of their own."""
    if hint.field == "photos":
        return reverse("desk:listing-photos", args=[listing.pk])
    anchor = ANCHORS.get(hint.field, f"id_{hint.field}")
    return f"{reverse('desk:listing', args=[listing.pk])}#{anchor}"


# Where a field of the listing's page is not called as the hint's.
ANCHORS = {"price": "offers", "stock": "offers", "weight": "offers", "content": "offers"}

"""What would sell a listing better: plain rules over what is written, shown and sold.

A rule looks at facts and says at most one thing; the desk finds the words for it and leads to
the field. The order is how much it matters to a buyer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from functools import cached_property

from shop.listings.models import Listing, Photo, Variant
from shop.stock.reserving import left_of

ENOUGH_PHOTOS, ENOUGH_LETTERS, SHORT_TITLE = 3, 80, 10
OFTEN, LOOKED_AT = 3, 40
UNWEIGHED_G = 500  # what adding writes where nobody weighed it
CLOTH = {"cloth", "garment", "metre", "skein"}
PACKED = {
    "bag",
    "bottle",
    "box",
    "pack",
    "jar",
    "sachet",
    "can",
    "gallon",
    "tin",
    "pot",
    "canister",
}
SIZE = re.compile(
    r"[\d๐-๙]\s*(ซม|เซน|ม\.|เมตร|นิ้ว|ฟุต|คืบ|กรัม|ก\.|กก|กิโล|ขีด|มล|ซีซี|ลิตร|x|×"
    r"|cm|mm|inch|g\b|kg|ml|l\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hint:
    """One thing to do; `field` is where, `values` what the sentence names."""

    code: str
    field: str
    weight: int  # how much it matters, up to 100
    values: dict[str, int] = made(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What the rules look at. `views` and `sold` are of thirty days, `low_times` of ninety."""

    listing: Listing
    photos: Sequence[Photo]
    variants: Sequence[Variant]  # those with a price
    views: int = 0
    sold: int = 0
    low_times: int = 0

    @property
    def is_cloth(self) -> bool:
        return self.listing.unit in CLOTH

    @property
    def is_food(self) -> bool:
        kept_cool = self.listing.storage != Listing.Storage.AMBIENT
        return bool(kept_cool or self.listing.shelf_life_days or self.listing.is_weighed)

    @cached_property
    def words(self) -> str:
        return f"{self.listing.title_th} {self.listing.description_th}"

    @property
    def is_sold_out(self) -> bool:
        to_order = self.listing.made_to_order_days is not None
        return not to_order and all(left_of(one.stock_record) <= 0 for one in self.variants)


Rule = Callable[[Facts], Hint | None]


def hints_of(
    listing: Listing,
    photos: Sequence[Photo],
    variants: Sequence[Variant],
    *,
    low_times: int = 0,
) -> list[Hint]:
    """Return what to improve, what matters most first; nothing for what is put away.

    `views` and `sold` are read from the listing where shop.desk annotated them.
    """
    if listing.state in {Listing.State.ARCHIVED, Listing.State.WITHDRAWN}:
        return []
    views, sold = getattr(listing, "views", 0), getattr(listing, "sold", 0)
    facts = Facts(listing, photos, variants, views, sold, low_times)
    return sorted(_said(facts), key=lambda hint: -hint.weight)


def _said(facts: Facts) -> Iterator[Hint]:
    for rule in RULES:
        if hint := rule(facts):
            yield hint


def photos(facts: Facts) -> Hint | None:
    """Say which photo is missing: of cloth the back, of food the label, else one with a hand."""
    many = len(facts.photos)
    if many == 0:
        return Hint("photo_none", "photos", 100)
    if many >= ENOUGH_PHOTOS:
        return None
    kind = "back" if facts.is_cloth else "label" if facts.is_food else "hand"
    return Hint(f"photo_{kind}", "photos", 90 if many == 1 else 56, {"number": many})


def price(facts: Facts) -> Hint | None:
    return None if facts.variants else Hint("price", "price", 95)


def text(facts: Facts) -> Hint | None:
    letters = len(facts.listing.description_th)
    if letters == 0:
        return Hint("text_none", "description_th", 85)
    return Hint("text_short", "description_th", 70) if letters < ENOUGH_LETTERS else None


def sold_out(facts: Facts) -> Hint | None:
    if not facts.variants or not facts.is_sold_out:
        return None
    return Hint("sold_out", "stock", 80 if facts.views else 62, {"views": facts.views})


def low_often(facts: Facts) -> Hint | None:
    if facts.low_times < OFTEN or facts.listing.made_to_order_days is not None:
        return None
    return Hint("low_often", "made_to_order_days", 75, {"times": facts.low_times})


def looked_at_only(facts: Facts) -> Hint | None:
    if facts.views < LOOKED_AT or facts.sold or facts.is_sold_out:
        return None
    return Hint("looked_at_only", "price", 68, {"views": facts.views})


def size(facts: Facts) -> Hint | None:
    said = SIZE.search(facts.words) or any(one.content for one in facts.variants)
    if said or facts.listing.is_weighed:
        return None
    return Hint("size", "description_th", 65)


def english(facts: Facts) -> Hint | None:
    return None if facts.listing.title_en else Hint("english", "title_en", 60)


def title(facts: Facts) -> Hint | None:
    return Hint("title", "title_th", 58) if len(facts.listing.title_th) < SHORT_TITLE else None


def content(facts: Facts) -> Hint | None:
    """Ask how much is in it where several sizes are sold: only then can buyers compare."""
    several = (
        len(facts.variants) > 1 and len({one.stock_record.price for one in facts.variants}) > 1
    )
    if facts.listing.unit not in PACKED or not several:
        return None
    missing = any(one.content is None for one in facts.variants)
    return Hint("content", "content", 50) if missing else None


def shelf_life(facts: Facts) -> Hint | None:
    if not facts.is_food or facts.listing.shelf_life_days:
        return None
    return Hint("shelf_life", "shelf_life_days", 45)


def weight(facts: Facts) -> Hint | None:
    unweighed = any(one.weight_g in {0, UNWEIGHED_G} and not one.size_cm for one in facts.variants)
    return Hint("weight", "weight", 40) if unweighed and not facts.listing.is_weighed else None


def harvest(facts: Facts) -> Hint | None:
    is_fresh = facts.listing.storage == Listing.Storage.FRESH
    return (
        Hint("harvest", "harvest_from", 30) if is_fresh and not facts.listing.harvest_from else None
    )


RULES: tuple[Rule, ...] = (
    *(photos, price, text, sold_out, low_often, looked_at_only, size),
    *(english, title, content, shelf_life, weight, harvest),
)

"""Two stalls of the cast, with goods on the shelf and ways to send them."""

from __future__ import annotations

from dataclasses import dataclass

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from tests.cast import (
    make_category,
    make_community,
    make_delivery,
    make_listing,
    make_seller,
    make_user,
)


@dataclass(frozen=True)
class Stalls:
    mali: User
    dao: User
    cloth: Listing
    rice: Listing

    @property
    def loom(self) -> Seller:
        return self.cloth.seller

    @property
    def farm(self) -> Seller:
        return self.rice.seller


def open_stalls() -> Stalls:
    """Mali weaves and sends at a flat price or hands over; Dao's rice goes by its weight."""
    mali = make_user("mali@example.org", name="มะลิ")
    dao = make_user(None, name="ดาว", phone="+66820000002")
    market = make_community()
    loom = make_seller("mali", owner=mali, communities=[market])
    farm = make_seller("dao", name_th="ไร่ดาว", name_en="Dao's Farm", province="57", owner=dao)
    make_delivery(loom, "flat", "40.00")
    make_delivery(loom, "pickup", community=market)
    make_delivery(farm, "weight")
    cloth = make_listing(loom, "120.00", 9, low_stock=2)
    rice = make_listing(
        farm,
        "85.00",
        6,
        title_th="ข้าวหอมดอย",
        title_en="Mountain rice",
        slug="mountain-rice",
        unit="kg",
        weight_g=1000,
        category=make_category("rice", name_th="ข้าว", name_en="Rice"),
    )
    rebuild_cards()
    return Stalls(mali, dao, cloth, rice)

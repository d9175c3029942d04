"""One market with everybody in it, for tests that go through every route as every role."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.test import Client

from community.assistance.models import Grant
from community.groups.models import Community, SellerRequest
from community.people.models import SavedAddress, User
from community.sellers.models import Seller, SellerMember
from community.sellers.powers import Power
from shop.gateways.models import WebhookEvent
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.purchases.models import Purchase
from shop.uploads.models import Upload
from tests.bulk_scene import BulkScene
from tests.cast import (
    join_team,
    make_community,
    make_delivery,
    make_holiday,
    make_listing,
    make_photo,
    make_seller,
    make_staff,
    make_user,
)
from tests.certificate_scene import CertificateScene
from tests.community.private.papers import keep_paper
from tests.helping import make_grant, make_helper
from tests.joining_scene import JoiningScene
from tests.moderation_scene import ModerationScene
from tests.money_office_scene import MoneyOfficeScene
from tests.papers_scene import PapersScene
from tests.payouts_scene import PayoutsScene
from tests.refunds_scene import RefundsScene
from tests.review_scene import ReviewScene
from tests.routes import Route
from tests.slips_scene import SlipsScene
from tests.sold import make_purchase, share_of
from tests.stock_scene import StockScene
from tests.team_scene import TeamScene
from tests.vouchers_scene import VouchersScene

Role = SellerMember.Role
PHOTO = "5" * 40
UPLOAD = UUID(int=5)
PICKUP = ("groups:pickup-place", "groups:pickup-up", "groups:pickup-remove")
ASKED = ("groups:request-yes", "groups:request-no", "desk:community-back")
OF_THE_PAID_ORDER = [
    f"desk:{name}" for name in ("order", "slip", "pack", "weigh", "ship", "order-received")
]
GRANT_ROUTES = [
    *(f"desk:helper-{name}" for name in ("yes", "no", "end")),
    *(f"helping:{name}" for name in ("grant", "sheet", "tell", "end", "code", "check")),
    *(f"office:helper-{name}" for name in ("grant", "sheet", "confirm", "end")),
]
ROLES = (
    "anonymous",
    "buyer",
    "other_buyer",
    "owner",
    "manager",
    "packer",
    "accountant",
    "other_seller",
    "helper",
    "helper_listing",
    "helper_stock",
    "helper_orders",
    "helper_without_grant",
    "community_manager",
    "staff",
)
ONE_POWER = {
    "helper_listing": Power.LIST_PRODUCTS,
    "helper_stock": Power.MANAGE_STOCK,
    "helper_orders": Power.HANDLE_ORDERS,
}


class Scene:
    """Somchai has bought from Mali: what is his and hers is what the others try to reach."""

    def __init__(self) -> None:
        self.people = _people()
        self.seller = _seller("mali", self.people["owner"])
        for role in ("manager", "packer", "accountant"):
            join_team(self.seller, self.people[role], Role(role))
        self.grant = make_grant(make_helper(self.people["helper"]), self.seller)
        self.ended_grant = make_grant(
            make_helper(self.people["helper_without_grant"]), self.seller, state=Grant.State.ENDED
        )
        for role, power in ONE_POWER.items():
            make_grant(make_helper(self.people[role]), self.seller, powers=[power])
        self.listing = _listing(self.seller, "cotton-hankie")
        self.other_seller = _seller("kham", self.people["other_seller"])
        self.other_listing = _listing(self.other_seller, "clay-cup")
        buyer = self.people["buyer"]
        self.paid = make_purchase(self.listing, user=buyer, number="PAJD-2222")
        self.unpaid = make_purchase(
            self.listing, user=buyer, number="WATT-2222", state=Purchase.State.AWAITING_PAYMENT
        )
        make_purchase(self.other_listing, user=self.people["other_buyer"], number="HTHR-2222")
        self.address = _address(buyer)
        self.event = WebhookEvent.objects.create(
            event_id="evt_1", type="charge.updated", payload={"data": {"object": {}}}
        )
        self.market = Community.objects.get(slug="mae-chaem")
        niran = self.people["community_manager"]
        self.market_holiday = make_holiday(self.market, 300, 301, by=niran)
        self.holiday = make_holiday(self.seller, 300, 301, by=self.people["owner"])
        self.seller.communities.add(self.market)
        self.asked = SellerRequest.objects.create(community=self.market, seller=self.seller)
        self.team = TeamScene(self.people, self.seller)
        self.review = ReviewScene()
        self.moderation = ModerationScene(self.listing)
        self.joining = JoiningScene(self.people)
        self.certificates = CertificateScene(self.listing, self.people["staff"], self.market)
        self.paper = keep_paper(self.people["owner"], self.people["helper"])
        self.upload = Upload.objects.create(user=self.people["owner"], key=UPLOAD, size=9)
        self.stock = StockScene(self.listing, self.people["owner"])
        self.bulk = BulkScene(self.seller, self.people["owner"])
        self.papers = PapersScene(self.paid)
        self.vouchers = VouchersScene(self.seller, self.market, self.people["staff"])
        self.money_office = MoneyOfficeScene(self.people["staff"])
        self.payouts = PayoutsScene(self.people, self.seller, self.market)
        self.refunds = RefundsScene(self.paid)
        self.slips = SlipsScene(self.listing, buyer, self.people["staff"])
        rebuild_cards()

    def client(self, role: str) -> Client:
        """Return a browser in which this person is logged in; one that shows 500s as such."""
        client = Client(raise_request_exception=False)
        client.cookies["talat_language"] = "en"
        if role != "anonymous":
            client.force_login(self.people[role])
        return client

    def path(self, route: Route, **spoiled: bytes) -> str:
        """Return the route's address, all of its arguments Somchai's or Mali's."""
        return route.path({**self._arguments(), **self._special(route.name), **spoiled})

    def _arguments(self) -> dict[str, Any]:
        return {
            "slug": self.seller.slug,
            "code": "50",
            "section": "goods",
            "product_slug": self.listing.slug,
            "category_slug": "textiles",
            "number": self.unpaid.number,
            "pk": self.address.pk,
            "key": PHOTO,
        }

    def _special(self, name: str) -> dict[str, Any]:
        if name in OF_THE_PAID_ORDER:
            return {"number": self.share_number}
        for room in self.rooms:
            if found := room.special(name):
                return found
        return {
            "desk:delivery-new": {"kind": "weight"},
            "stock_news:tell-me": {"pk": self.listing.product_id},
            "stock_news:stop": {"pk": 1, "secret": "wrong"},
            "desk:delivery-method": {"pk": self.seller.delivery_methods.get().pk},
            "desk:phone-shell": {"language": "th"},
            "desk:upload": {"key": self.upload.key},
            "desk:listing": {"pk": self.listing.pk},
            "desk:listing-move": {"pk": self.listing.pk},
            "desk:listing-numbers": {"pk": self.listing.pk},
            "desk:listing-offers": {"pk": self.listing.pk},
            "desk:listing-axes": {"pk": self.listing.pk},
            "desk:listing-word": {"pk": self.listing.pk},
            "desk:listing-photos": {"pk": self.listing.pk},
            "desk:listing-related": {"pk": self.listing.pk},
            "desk:holiday-end": {"pk": self.holiday.pk},
            "groups:holiday-end": {"pk": self.market_holiday.pk},
            "groups:seller-end": {"pk": self.seller.pk},
            "desk:community-leave": {"pk": self.market.pk},
            **{key: {"pk": self.asked.pk} for key in ASKED},
            **{key: {"pk": self.market.pickup_places.get().pk} for key in PICKUP},
            "browse:community": {"slug": "mae-chaem"},
            "browse:community-sellers": {"slug": "mae-chaem"},
            "browse:sitemap-part": {"number": 1},
            "catalogue:detail": {"pk": self.listing.product_id},
            "catalogue:category": {"pk": self.listing.category_id},
            "office:webhook-retry": {"pk": self.event.pk},
            "office:helper-retire": {"pk": self.grant.helper_id},
            **{key: {"pk": self.grant.pk} for key in GRANT_ROUTES},
            "media:photo": {"name": "320.webp"},
            "private:paper": {"key": self.paper.key},
            "private:page": {"key": self.paper.key, "page": 1},
        }.get(name, {})

    @property
    def rooms(self) -> list[Any]:
        """Return what names the arguments of its own routes."""
        return [
            self.money_office,
            *(self.team, self.review, self.bulk, self.stock, self.certificates, self.joining),
            *(self.vouchers, self.moderation, self.papers, self.payouts, self.refunds),
            self.slips,
        ]

    @property
    def share_number(self) -> str:
        return share_of(self.paid).number


def _people() -> dict[str, User]:
    people = {
        role: make_user(f"{role}@example.org", name=role)
        for role in ROLES
        if role not in {"anonymous", "staff", "community_manager"}
    }
    people["staff"] = make_staff("staff@example.org", name="staff")
    people["community_manager"] = make_user("niran@example.org", name="นิรันดร์")
    make_community(manager=people["community_manager"])
    return people


def _seller(slug: str, owner: User) -> Seller:
    seller = make_seller(slug, owner=owner)
    make_delivery(seller)
    return seller


def _listing(seller: Seller, slug: str) -> Listing:
    listing = make_listing(seller, stock=20, slug=slug)
    make_photo(listing, key=PHOTO if seller.slug == "mali" else "6" * 40)
    return listing


def _address(user: User) -> SavedAddress:
    return SavedAddress.objects.create(
        user=user,
        name="สมชาย ใจดี",
        phone="+66810000001",
        address="9 หมู่ 4",
        subdistrict="สุเทพ",
        district="เมืองเชียงใหม่",
        province_code="50",
        postcode="50200",
    )

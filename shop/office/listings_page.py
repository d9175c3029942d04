"""Everything that staff see of goods that wait: before and after, beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from community.people.models import User
from shop.listings.models import Listing, Photo
from shop.moderation.comparing import Row, before_and_after, differ, rows_of
from shop.moderation.deciding import is_own, seal
from shop.moderation.facts import PHOTOS, Facts
from shop.moderation.models import Look, Report
from shop.office.listings_finding import days_waiting, tone
from shop.office.listings_sentences import why_text
from shop.purchases.models import SellerOrder

SHOWN_PAST = 10


@dataclass(frozen=True)
class Shown:
    look: Look
    rows: list[Row]
    why: list[str]
    photos: list[Photo]
    photos_before: list[Photo]
    seal: str
    is_own: bool
    days: int
    tone: str
    shop: dict[str, int]
    past: list[Look]
    reports: list[Report]

    @property
    def waits(self) -> bool:
        return self.look.state == Look.State.WAITING

    @property
    def has_before(self) -> bool:
        return any(row.before for row in self.rows)

    @property
    def is_edit(self) -> bool:
        return self.look.kind == Look.Kind.EDIT


def read_page(look: Look, staff: User) -> Shown:
    before, after = before_and_after(look)
    pictures = {photo.key: photo for photo in look.listing.photos.all()}
    return Shown(
        look=look,
        rows=rows_of(look, before, after),
        why=[why_text(one) for one in look.why],
        photos=_pictures(pictures, after),
        photos_before=_pictures(pictures, before) if differ(before, after, PHOTOS) else [],
        seal=seal(look),
        is_own=is_own(look.listing, staff),
        days=days_waiting(look),
        tone=tone(look),
        shop=_shop(look),
        past=_past(look),
        reports=list(look.listing.reports.order_by("-pk")[:SHOWN_PAST]),
    )


def _pictures(pictures: dict[str, Photo], facts: Facts) -> list[Photo]:
    return [pictures[key] for key in facts.get(PHOTOS, []) if key in pictures]


def _shop(look: Look) -> dict[str, int]:
    """Return what speaks for the shop: goods on sale, orders sent, what was said before."""
    goods = Listing.objects.filter(seller=look.seller_id, state=Listing.State.PUBLISHED)
    sent = SellerOrder.objects.filter(seller=look.seller_id, state=SellerOrder.State.SHIPPED)
    looks = Look.objects.filter(seller=look.seller_id).aggregate(
        accepted=Count("pk", filter=Q(state=Look.State.ACCEPTED)),
        returned=Count("pk", filter=Q(state=Look.State.RETURNED)),
        withdrawn=Count("pk", filter=Q(state=Look.State.WITHDRAWN)),
    )
    return {"goods": goods.count(), "sent": sent.count(), **looks}


def _past(look: Look) -> list[Look]:
    """Return what was said of the same goods before, newest first."""
    others = Look.objects.filter(listing=look.listing_id).exclude(pk=look.pk)
    return list(others.select_related("decided_by").order_by("-pk")[:SHOWN_PAST])

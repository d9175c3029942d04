"""Tell a seller's people what runs low: one message for all of it, once until there is enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.assistance.current import in_force
from community.assistance.models import Grant
from community.channels.telling import tell
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.sellers.powers import ROLE_POWERS, Power
from shop.listings.units import quantity_text
from shop.stock_news.access import on_sale
from shop.stock_news.models import LowStock

KIND = "stock_low"
NAMED = 5
# What goes up and down around its limit is told of once a day at most.
QUIET = timedelta(hours=20)
LEFT = Coalesce(F("stock_record__num_in_stock"), 0) - Coalesce(F("stock_record__num_allocated"), 0)


def tell_what_is_low() -> int:
    """Tell every seller of what is new among the low, and return how many things that were."""
    _forget_what_is_there_again()
    told = 0
    for seller, variants in groupby(_newly_low(), key=lambda variant: variant.listing.seller):
        told += _tell_seller(seller, list(variants))
    return told


def low() -> QuerySet[Any]:
    """Return what is on sale and down to its limit; goods made to order never run low."""
    return (
        on_sale()
        .annotate(left=LEFT)
        .filter(
            listing__made_to_order_days__isnull=True,
            stock_record__low_stock_threshold__gt=0,
            left__lte=F("stock_record__low_stock_threshold"),
        )
    )


def _newly_low() -> QuerySet[Any]:
    told = LowStock.objects.values("stock_record")
    told_out = LowStock.objects.filter(is_out=True).values("stock_record")
    fresh = ~Q(stock_record__in=told) | (Q(left__lte=0) & ~Q(stock_record__in=told_out))
    found = low().filter(fresh).select_related("listing__seller", "stock_record")
    return found.order_by("listing__seller_id", "left", "pk")


def _forget_what_is_there_again() -> None:
    still = low().values("stock_record")
    before = timezone.now() - QUIET
    LowStock.objects.exclude(stock_record__in=still).filter(told_at__lt=before).delete()


@transaction.atomic
def _tell_seller(seller: Seller, variants: list[Any]) -> int:
    now = timezone.now()
    LowStock.objects.bulk_create(
        (
            LowStock(stock_record=variant.stock_record, is_out=variant.left <= 0, told_at=now)
            for variant in variants
        ),
        update_conflicts=True,
        unique_fields=["stock_record"],
        update_fields=["is_out", "told_at"],
    )
    for person in people_of(seller):
        key = f"{KIND}:{seller.pk}:{now:%Y%m%d%H%M%S}:{person.pk}"
        tell(person, KIND, key, path=reverse("desk:stock"), **_facts(seller, variants, person))
    return len(variants)


def _facts(seller: Seller, variants: list[Any], person: User) -> dict[str, str | int]:
    with translation.override(person.language):
        lines = [_line(variant) for variant in variants[:NAMED]]
        return {
            "shop": seller.name,
            "goods": "\n".join(lines),
            "more": max(len(variants) - NAMED, 0),
        }


def _line(variant: Any) -> str:
    listing, left = variant.listing, variant.left
    goods = f"{listing.title} ({variant.name})" if variant.name else listing.title
    if left <= 0:
        return _("{goods}: none left").format(goods=goods)
    text = quantity_text(left, listing.unit, listing.is_weighed)
    return _("{goods}: {left} left").format(goods=goods, left=text)


def people_of(seller: Seller) -> Iterator[User]:
    """Yield who may change the stock: of the team, then the helpers of now."""
    members = SellerMember.objects.filter(seller=seller).select_related("user").order_by("pk")
    told = set()
    for member in members:
        if Power.MANAGE_STOCK in ROLE_POWERS[member.role]:
            told.add(member.user_id)
            yield member.user
    grants = in_force(Grant.objects.filter(seller=seller)).select_related("helper__user")
    for grant in grants.order_by("pk"):
        if Power.MANAGE_STOCK in grant.powers and grant.helper.user_id not in told:
            told.add(grant.helper.user_id)
            yield grant.helper.user

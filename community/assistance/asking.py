"""Whom a helper can ask: the owners of shops, found by their telephone or known already."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from community.assistance.models import Helper
from community.assistance.moves import OPEN
from community.people.models import User
from community.sellers.models import Seller, SellerMember


@dataclass(frozen=True)
class Owned:
    seller: Seller
    owner: User


def owned_by_phone(phone: str) -> list[Owned]:
    """Return the shops whose owner signs in with this number (E.164)."""
    return [Owned(one.seller, one.user) for one in _owners().filter(user__phone=phone)]


def known_shops(helper: Helper) -> QuerySet[Seller]:
    """Return the shops this helper has helped, or filled in the application of."""
    mine = Q(grants__helper=helper) | Q(application__filled_by=helper.user_id)
    return Seller.objects.filter(mine).exclude(state=Seller.State.CLOSED).distinct()


def shops_to_ask(helper: Helper) -> QuerySet[Seller]:
    """Return the known shops that this helper neither helps now nor has asked."""
    open_grants = helper.grants.filter(state__in=OPEN).values("seller")
    return known_shops(helper).exclude(pk__in=open_grants).order_by("name_th", "pk")


def get_known(helper: Helper, slug: str) -> Owned:
    """Return a known shop with its first owner. Raises Http404 for a stranger's."""
    owners = _owners().filter(seller__in=known_shops(helper), seller__slug=slug)
    found = owners.first()
    if found is None:
        raise Http404
    return Owned(found.seller, found.user)


def _owners() -> QuerySet[SellerMember]:
    owners = SellerMember.objects.filter(role=SellerMember.Role.OWNER, user__is_active=True)
    open_ones = owners.exclude(seller__state=Seller.State.CLOSED)
    return open_ones.select_related("seller", "user").order_by("pk")

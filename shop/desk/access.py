"""The only ways from a request to what a seller's desk shows: one's own, or a 404."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.people.models import User
from community.sellers.access import CURRENT_SELLER
from community.sellers.models import Seller, SellerMember
from shop.purchases.models import SellerOrder

Role = SellerMember.Role
MAY_ACT = frozenset({Role.OWNER, Role.MANAGER, Role.PACKER})


@dataclass(frozen=True)
class Desk:
    """Whose desk this is now, and what this person may do at it."""

    user: User
    seller: Seller
    role: str
    sellers: list[Seller]

    @property
    def may_act(self) -> bool:
        return self.role in MAY_ACT

    @property
    def orders(self) -> QuerySet[SellerOrder]:
        return SellerOrder.objects.filter(seller=self.seller)


def get_desk(request: HttpRequest) -> Desk:
    """Return the desk of the seller this person works for now; the choice is in the session."""
    memberships = own_memberships(request)
    if not memberships:
        raise Http404
    chosen = request.session.get(CURRENT_SELLER)
    now = next((one for one in memberships if one.seller_id == chosen), memberships[0])
    user = cast("User", request.user)  # a member of a team is not anonymous
    return Desk(user, now.seller, now.role, [one.seller for one in memberships])


def get_acting_desk(request: HttpRequest) -> Desk:
    """Return the desk for somebody who may pack and ship. Raises PermissionDenied."""
    desk = get_desk(request)
    if not desk.may_act:
        raise PermissionDenied
    return desk


def get_own_order(desk: Desk, number: str) -> SellerOrder:
    orders = desk.orders.select_related("purchase", "seller__province", "shipment")
    return get_object_or_404(orders, number=number)


def get_switch_target(request: HttpRequest) -> Seller:
    slug = request.POST.get("seller", "")
    for membership in own_memberships(request):
        if membership.seller.slug == slug:
            return membership.seller
    raise Http404


def own_memberships(request: HttpRequest) -> list[SellerMember]:
    return list(
        SellerMember.objects.filter(user=request.user.pk)
        .exclude(seller__state=Seller.State.CLOSED)
        .select_related("seller__province")
        .order_by("seller_id")
    )

"""The only ways from a request to what a seller's desk shows: one's own, or a 404."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.assistance.current import grants_in_force
from community.people.models import User
from community.sellers.access import CURRENT_SELLER
from community.sellers.models import Seller, SellerMember
from community.sellers.powers import ROLE_POWERS, Power
from shop.purchases.models import SellerOrder

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Seat:
    """One seller that a person may work for: in its team, or as its helper."""

    seller: Seller
    role: str  # empty for a helper
    powers: frozenset[str]
    owner: User | None = None  # whom a helper acts for


@dataclass(frozen=True)
class Desk:
    """Whose desk this is now, and what this person may do at it."""

    user: User
    seller: Seller
    role: str
    sellers: list[Seller]
    powers: frozenset[str]
    owner: User | None = None  # whom a helper acts for

    def may(self, power: Power) -> bool:
        return power in self.powers

    @property
    def may_act(self) -> bool:
        return self.may(Power.HANDLE_ORDERS)

    @property
    def orders(self) -> QuerySet[SellerOrder]:
        return SellerOrder.objects.filter(seller=self.seller)


def get_desk(request: HttpRequest, power: Power | None = None) -> Desk:
    """Return the desk of the seller this person works for now; the choice is in the session.

    Raises Http404 for somebody without a desk, PermissionDenied without that power at it.
    """
    seats = own_seats(request)
    if not seats:
        raise Http404
    chosen = request.session.get(CURRENT_SELLER)
    now = next((one for one in seats if one.seller.pk == chosen), seats[0])
    if power is not None and power not in now.powers:
        raise PermissionDenied
    user = cast("User", request.user)  # who has a seat is not anonymous
    sellers = [one.seller for one in seats]
    return Desk(user, now.seller, now.role, sellers, now.powers, now.owner)


def get_acting_desk(request: HttpRequest) -> Desk:
    """Return the desk for somebody who may pack and ship. Raises PermissionDenied."""
    return get_desk(request, Power.HANDLE_ORDERS)


def get_own_order(desk: Desk, number: str) -> SellerOrder:
    orders = desk.orders.select_related("purchase", "seller__province", "shipment")
    return get_object_or_404(orders, number=number)


def get_switch_target(request: HttpRequest) -> Seller:
    slug = request.POST.get("seller", "")
    for seat in own_seats(request):
        if seat.seller.slug == slug:
            return seat.seller
    raise Http404


def own_seats(request: HttpRequest) -> list[Seat]:
    """Return the teams this person is in, then the sellers that this person helps."""
    if not request.user.is_authenticated:
        return []
    members = _open(SellerMember.objects.filter(user=request.user.pk)).order_by("seller_id")
    seats = [Seat(one.seller, one.role, ROLE_POWERS[one.role]) for one in members]
    own = {seat.seller.pk for seat in seats}
    grants = _open(grants_in_force(request.user.pk)).select_related("owner").order_by("seller_id")
    helped = [Seat(one.seller, "", frozenset(one.powers), one.owner) for one in grants]
    return seats + [seat for seat in helped if seat.seller.pk not in own]


def _open(found: QuerySet[M]) -> QuerySet[M]:
    return found.exclude(seller__state=Seller.State.CLOSED).select_related("seller__province")

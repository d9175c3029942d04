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
# No seller has these keys: nothing chosen in this session; nobody, since a seat was left or lost.
NOTHING_YET, NOBODY = 0, -1
FOR_SELLER = "for_seller"  # the field of desk/for_seller.html
SEES_ORDERS = (Power.HANDLE_ORDERS, Power.SEE_MONEY)


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
    has_own_shop: bool = True  # here or elsewhere

    def may(self, power: Power) -> bool:
        return power in self.powers

    @property
    def may_act(self) -> bool:
        return self.may(Power.HANDLE_ORDERS)

    @property
    def sees_orders(self) -> bool:
        return not self.powers.isdisjoint(SEES_ORDERS)

    @property
    def sees_money(self) -> bool:
        return self.may(Power.SEE_MONEY)

    @property
    def orders(self) -> QuerySet[SellerOrder]:
        return SellerOrder.objects.filter(seller=self.seller)


class OtherShop(PermissionDenied):
    """The form was opened for another seller than the one worked for now; carries both."""

    template = "desk/other_shop.html"

    def __init__(self, seat: Seat, meant: Seller | None) -> None:
        super().__init__(seat.seller.slug)
        self.seat = seat
        self.meant = meant  # None where this person works there no more


class PowerMissing(PermissionDenied):
    """This person works for the seller, and may not do that; carries whose desk it is."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.seller.slug)
        self.seat = seat


def get_desk(request: HttpRequest, *any_of: Power) -> Desk:
    """Return the desk of the seller this person works for now; the choice is in the session.

    Raises Http404 for somebody without a desk, PowerMissing without any of those powers at it,
    OtherShop for a form that was opened for another one.
    """
    seats = own_seats(request)
    now = _chosen(request, seats)
    _refuse_other_shop(request, seats, now)
    if any_of and now.powers.isdisjoint(any_of):
        raise PowerMissing(now)
    user = cast("User", request.user)  # who has a seat is not anonymous
    sellers = [one.seller for one in seats]
    has_own_shop = any(seat.owner is None for seat in seats)
    return Desk(user, now.seller, now.role, sellers, now.powers, now.owner, has_own_shop)


def _chosen(request: HttpRequest, seats: list[Seat]) -> Seat:
    """Return the seat that was chosen, or the first where nothing was chosen yet.

    A seat that is gone is a 404, not the next one: what was typed for one shop must not land
    in another. Afterwards a helper chooses anew; only an own shop still opens by itself.
    """
    chosen = request.session.get(CURRENT_SELLER, NOTHING_YET)
    if chosen == NOBODY:
        seats = [seat for seat in seats if seat.owner is None]
    elif chosen != NOTHING_YET:
        seats = [seat for seat in seats if seat.seller.pk == chosen]
    if seats:
        return seats[0]
    if chosen != NOTHING_YET:
        request.session[CURRENT_SELLER] = NOBODY
    raise Http404


def _refuse_other_shop(request: HttpRequest, seats: list[Seat], now: Seat) -> None:
    """Compare with the seller that desk/for_seller.html wrote into the form, if any.

    In another tab somebody may have changed shops since: what has no shop's name in its address,
    such as new goods, would land in the wrong one.
    """
    slug = request.POST.get(FOR_SELLER, now.seller.slug)
    if slug != now.seller.slug:
        meant = next((seat.seller for seat in seats if seat.seller.slug == slug), None)
        raise OtherShop(now, meant)


def leave_desk(request: HttpRequest) -> None:
    """Work for nobody until a seller is chosen again; an own shop still opens by itself."""
    request.session[CURRENT_SELLER] = NOBODY


def get_acting_desk(request: HttpRequest) -> Desk:
    """Return the desk for somebody who may pack and ship. Raises PowerMissing."""
    return get_desk(request, Power.HANDLE_ORDERS)


def get_orders_desk(request: HttpRequest) -> Desk:
    """Return the desk for somebody who may see orders and their buyers. Raises PowerMissing."""
    return get_desk(request, *SEES_ORDERS)


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

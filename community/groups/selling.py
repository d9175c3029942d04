"""Who sells under a community: a shop asks, the managers answer, and either may end it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from community.audit.models import Act
from community.audit.recording import record
from community.channels.telling import tell
from community.groups.models import Community, Membership, SellerRequest
from community.people.models import User
from community.sellers.models import Seller, SellerMember

State = SellerRequest.State


class Answered(Exception):
    """The request was answered or taken back already, or the place is gone."""


@transaction.atomic
def ask(seller: Seller, community: Community, by: User) -> None:
    """Ask the managers for a place, once while it waits, and tell them."""
    request, is_new = SellerRequest.objects.get_or_create(
        seller=seller, community=community, state=State.WAITING
    )
    if is_new:
        act = _note(by, "community.seller_asked", request)
        _tell(_managers(community), "seller_asks", act, request, reverse("groups:home"))


@transaction.atomic
def say_yes(request: SellerRequest, by: User) -> None:
    """Let the shop sell under the community, and tell its owners. Raises Answered."""
    _answer(request, State.GRANTED)
    request.seller.communities.add(request.community)
    _rewrite_cards(request.seller)
    act = _note(by, "community.seller_taken", request)
    _tell(_owners(request.seller), "seller_taken", act, request, reverse("desk:communities"))


@transaction.atomic
def say_no(request: SellerRequest, by: User) -> None:
    """Refuse the shop; it sells on by itself, and its owners are told. Raises Answered."""
    _answer(request, State.REFUSED)
    act = _note(by, "community.seller_refused", request)
    _tell(_owners(request.seller), "seller_refused", act, request, reverse("desk:communities"))


@transaction.atomic
def take_back(request: SellerRequest, by: User) -> None:
    """Ask no longer. Raises Answered."""
    _answer(request, State.WITHDRAWN)
    _note(by, "community.request_withdrawn", request)


@transaction.atomic
def end_place(seller: Seller, community: Community, by: User) -> None:
    """Have a shop sell under the community no longer, and tell its owners. Raises Answered."""
    gone = _take_out(seller, community)
    act = _note(by, "community.seller_ended", gone)
    _tell(_owners(seller), "seller_ended", act, gone, reverse("desk:communities"))


@transaction.atomic
def leave(seller: Seller, community: Community, by: User) -> None:
    """Take one's shop out of the community, and tell its managers. Raises Answered."""
    gone = _take_out(seller, community)
    act = _note(by, "community.seller_left", gone)
    _tell(_managers(community), "seller_left", act, gone, reverse("groups:home"))


def _answer(request: SellerRequest, state: State) -> None:
    rows = SellerRequest.objects.filter(pk=request.pk, state=State.WAITING)
    if not rows.update(state=state, decided_at=timezone.now()):
        raise Answered
    request.state = state


def _take_out(seller: Seller, community: Community) -> SellerRequest:
    """End the place, and the pickup there; return the two, unsaved."""
    rows = Seller.communities.through.objects.filter(seller=seller, community=community)
    if not rows.delete()[0]:
        raise Answered
    # What is ordered already is collected there still: orders have the place frozen on them.
    seller.delivery_methods.filter(community=community).update(is_active=False)
    _rewrite_cards(seller)
    return SellerRequest(seller=seller, community=community)


def _rewrite_cards(seller: Seller) -> None:
    from shop.listings.cards import rebuild_cards

    rebuild_cards(seller.listings.values_list("pk", flat=True))


def _note(by: User, verb: str, of: SellerRequest) -> Act:
    """Record it on the community and for the shop: both read it."""
    shop = of.seller.name_th
    return record(by, verb, of.community, seller_id=of.seller_id, shop=shop)


def _managers(community: Community) -> Iterable[User]:
    return User.objects.filter(
        is_active=True,
        memberships__community=community,
        memberships__role=Membership.Role.MANAGER,
    )


def _owners(seller: Seller) -> Iterable[User]:
    return User.objects.filter(
        is_active=True,
        seller_memberships__seller=seller,
        seller_memberships__role=SellerMember.Role.OWNER,
    )


def _tell(people: Iterable[User], kind: str, act: Act, of: SellerRequest, path: str) -> None:
    for person in people:
        with translation.override(person.language):
            names = {"shop": of.seller.name, "place": of.community.name}
        tell(person, kind, f"{kind}:{act.pk}:{person.pk}", path=path, **names)

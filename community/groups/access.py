"""The only way from a request to a community that one manages, or a 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.groups.models import Community, Membership, SellerRequest
from community.sellers.models import Seller

CURRENT_COMMUNITY = "community_id"


def managed_communities(request: HttpRequest) -> list[Community]:
    """Return what this person manages, in the order in which they came to it."""
    if not request.user.is_authenticated:
        return []
    rows = (
        Membership.objects.filter(user=request.user.pk, role=Membership.Role.MANAGER)
        .exclude(community__state=Community.State.CLOSED)
        .select_related("community__province")
        .order_by("pk")
    )
    return [row.community for row in rows]


def get_managed(request: HttpRequest) -> Community:
    """Return the community this person manages now; the switcher's choice is in the session.

    Raises Http404 for people who manage none.
    """
    communities = managed_communities(request)
    if not communities:
        raise Http404
    chosen = request.session.get(CURRENT_COMMUNITY)
    return next((one for one in communities if one.pk == chosen), communities[0])


def get_switch_target(request: HttpRequest) -> Community:
    slug = request.POST.get("community", "")
    for community in managed_communities(request):
        if community.slug == slug:
            return community
    raise Http404


def get_request(of: Community | Seller, pk: int) -> SellerRequest:
    """Return a request to this community, or of this shop."""
    requests = SellerRequest.objects.select_related("seller", "community")
    return get_object_or_404(requests, pk=pk, **_of(of))


def get_seller_under(community: Community, pk: int) -> Seller:
    return get_object_or_404(Seller, pk=pk, communities=community)


def get_community_of(seller: Seller, pk: int) -> Community:
    return get_object_or_404(Community, pk=pk, sellers=seller)


def get_own_membership(request: HttpRequest) -> Membership:
    """Return this person's own part in the community that the form names."""
    rows = Membership.objects.filter(user=request.user.pk).select_related("community", "user")
    slug = request.POST.get("community", "").replace("\x00", "")
    return get_object_or_404(rows, community__slug=slug)


def _of(of: Community | Seller) -> dict[str, Community | Seller]:
    return {"community" if isinstance(of, Community) else "seller": of}

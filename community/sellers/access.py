"""The only way from a request to a seller: one's own, or a 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from community.sellers.models import Seller, SellerMember

CURRENT_SELLER = "seller_id"


def get_own_sellers(request: HttpRequest) -> list[Seller]:
    if not request.user.is_authenticated:
        return []
    return list(
        Seller.objects.filter(members__user=request.user.pk)
        .exclude(state=Seller.State.CLOSED)
        .select_related("province")
        .order_by("pk")
    )


def get_own_seller(request: HttpRequest) -> Seller:
    """Return the seller this person works for now; the switcher's choice is in the session."""
    sellers = get_own_sellers(request)
    if not sellers:
        raise Http404
    chosen = request.session.get(CURRENT_SELLER)
    return next((seller for seller in sellers if seller.pk == chosen), sellers[0])


def get_own_role(request: HttpRequest, seller: Seller) -> str:
    membership = SellerMember.objects.filter(seller=seller, user=request.user.pk).first()
    if membership is None:
        raise Http404
    return membership.role

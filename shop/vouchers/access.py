"""The only way from a request to a voucher: of this shop, this community, or the marketplace."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from community.groups.models import Community
from community.sellers.models import Seller
from shop.vouchers.making import Owner, bearer_of
from shop.vouchers.models import Terms


def own_terms(owner: Owner) -> QuerySet[Terms]:
    found = Terms.objects.select_related("voucher", "seller", "community")
    if isinstance(owner, Seller):
        return found.filter(seller=owner)
    if isinstance(owner, Community):
        return found.filter(community=owner)
    return found.filter(bearer=bearer_of(None))


def get_own_terms(owner: Owner, pk: int) -> Terms:
    return get_object_or_404(own_terms(owner), pk=pk)

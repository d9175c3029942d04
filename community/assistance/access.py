"""The only ways from a request to a helper and a grant: one's own, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.assistance.models import Grant, Helper
from community.sellers.models import Seller


def get_helper(request: HttpRequest) -> Helper:
    """Return who helps, as staff made them one. Raises Http404 for everybody else."""
    if not request.user.is_authenticated:
        raise Http404
    helpers = Helper.objects.filter(user=request.user.pk, is_active=True)
    return get_object_or_404(helpers.select_related("user", "province"))


def get_asked_grant(helper: Helper, pk: int) -> Grant:
    """Return a grant that this helper has asked for, whatever came of it."""
    grants = Grant.objects.filter(helper=helper).select_related("owner", "seller__province")
    return get_object_or_404(grants, pk=pk)


def grants_of(seller: Seller) -> QuerySet[Grant]:
    """Return a seller's grants, for its owners."""
    return Grant.objects.filter(seller=seller).select_related("helper__user", "owner", "ended_by")


def get_given_grant(seller: Seller, pk: int) -> Grant:
    """Return one of this seller's grants, for its owners."""
    return get_object_or_404(grants_of(seller), pk=pk)

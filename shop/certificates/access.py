"""The only ways to a certificate: one's own shop's, or any for staff."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from community.sellers.models import Seller
from shop.certificates.models import Certificate


def get_certificate_of(seller: Seller, pk: int) -> Certificate:
    found = Certificate.objects.filter(seller=seller).select_related("seller", "evidence")
    return get_object_or_404(found, pk=pk)


def get_certificate(pk: int) -> Certificate:
    """Return any certificate: for views that are staff_only."""
    found = Certificate.objects.select_related("seller__province", "evidence", "checked_by")
    return get_object_or_404(found, pk=pk)

"""The only way to an import: those of the seller that one works for."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from community.sellers.models import Seller
from shop.spreadsheets.models import Import, PhotoBundle


def imports_of(seller: Seller) -> QuerySet[Import]:
    return Import.objects.filter(seller=seller).select_related("seller")


def get_import(seller: Seller, key: UUID) -> Import:
    return get_object_or_404(imports_of(seller), key=key)


def bundles_of(seller: Seller) -> QuerySet[PhotoBundle]:
    return PhotoBundle.objects.filter(seller=seller).defer("data")


def get_bundle(seller: Seller, key: UUID) -> PhotoBundle:
    return get_object_or_404(bundles_of(seller), key=key)

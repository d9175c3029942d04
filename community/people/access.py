"""The only way from a request to what a person keeps with us: one's own, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from community.people.models import SavedAddress


def get_own_addresses(request: HttpRequest) -> QuerySet[SavedAddress]:
    return SavedAddress.objects.filter(user=request.user.pk)


def get_own_address(request: HttpRequest, pk: int) -> SavedAddress:
    return get_object_or_404(get_own_addresses(request), pk=pk)

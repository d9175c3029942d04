"""The only way from an address to a holiday: one's own that is not over, or a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from community.groups.models import Community
from community.holidays.models import Holiday
from community.holidays.setting import coming
from community.sellers.models import Seller


def get_own_holiday(of: Seller | Community, pk: int) -> Holiday:
    return get_object_or_404(coming(of), pk=pk)

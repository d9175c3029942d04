"""Helpers and what owners let them do, made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from community.assistance.models import Grant, Helper
from community.people.models import User
from community.places.models import Province
from community.sellers.models import Seller, SellerMember
from community.sellers.powers import GRANTABLE

CENTRE = "ศูนย์เรียนรู้บ้านทุ่ง"


def make_helper(user: User, **fields: Any) -> Helper:
    """Return a helper of a centre in Chiang Mai."""
    values = {"centre_th": CENTRE, "province": Province.objects.get(code="50"), **fields}
    return Helper.objects.create(user=user, **values)


def make_grant(
    helper: Helper,
    seller: Seller,
    *,
    powers: Iterable[str] = GRANTABLE,
    until: date | None = None,
    state: str = Grant.State.ACTIVE,
    **fields: Any,
) -> Grant:
    """Return a grant of the seller's owner, in force for thirty days where nothing else is said."""
    owner = SellerMember.objects.get(seller=seller, role=SellerMember.Role.OWNER).user
    was_asked = state == Grant.State.ASKED
    values = {
        "consent": "" if was_asked else Grant.Consent.CODE,
        "started_at": None if was_asked else timezone.now(),
        **fields,
    }
    return Grant.objects.create(
        helper=helper,
        seller=seller,
        owner=owner,
        powers=sorted(powers),
        until=until or timezone.localdate() + timedelta(days=30),
        state=state,
        **values,
    )

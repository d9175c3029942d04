"""The demo's helper, with one shop to help in, so that the helper's desk is not empty."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from community.assistance.models import Grant, Helper
from community.people.models import User
from community.sellers.models import Seller
from community.sellers.powers import GRANTABLE

CENTRE = ("ศูนย์เรียนรู้ชุมชนร่มสา", "Rom Sa Community Learning Centre")
DAYS = 180


def let_help(person: User, seller: Seller, owner: User) -> None:
    """Make the person a helper, whom the owner lets do all that an owner can give."""
    helper = Helper.objects.create(
        user=person, centre_th=CENTRE[0], centre_en=CENTRE[1], province=seller.province
    )
    Grant.objects.create(
        helper=helper,
        owner=owner,
        seller=seller,
        powers=sorted(GRANTABLE),
        until=timezone.localdate() + timedelta(days=DAYS),
        state=Grant.State.ACTIVE,
        consent=Grant.Consent.ACCOUNT,
        started_at=timezone.now(),
    )

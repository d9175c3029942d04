"""Which papers a shop's people see: the evidence of its certificates."""

from __future__ import annotations

from django.db.models import Q

from community.assistance.current import grants_in_force
from community.people.models import User
from community.sellers.models import SellerMember
from community.sellers.powers import ROLE_POWERS, Power

LISTING_ROLES = [role for role, powers in ROLE_POWERS.items() if Power.LIST_PRODUCTS in powers]


def evidence_of_ones_shops(person: User) -> Q:
    """Find the evidence of shops whose goods this person may list, in the team or as helper."""
    team = SellerMember.objects.filter(user=person, role__in=LISTING_ROLES)
    helped = grants_in_force(person.pk).filter(powers__contains=[Power.LIST_PRODUCTS])
    return Q(certificates__seller__in=team.values("seller")) | Q(
        certificates__seller__in=helped.values("seller")
    )

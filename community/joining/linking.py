"""People and communities are tied to what an approved application opened."""

from __future__ import annotations

from community.groups.models import Membership
from community.joining.models import Application
from community.sellers.models import SellerMember


def link_people(application: Application) -> None:
    """Make the applicant an owner or a manager, and the shop a part of its community.

    What was tied when the application was sent stays as it is.
    """
    person, seller, opened = (
        application.applicant,
        application.made_seller,
        application.made_community,
    )
    if seller:
        SellerMember.objects.get_or_create(
            seller=seller, user=person, defaults={"role": SellerMember.Role.OWNER}
        )
    if seller and application.community:
        seller.communities.add(application.community)
    if opened:
        Membership.objects.get_or_create(
            community=opened, user=person, defaults={"role": Membership.Role.MANAGER}
        )

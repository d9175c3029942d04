"""People and communities are tied to what an approved application opened."""

from __future__ import annotations

from django.db.models import Q

from community.groups.models import Membership
from community.groups.selling import ask
from community.joining.models import Application
from community.sellers.models import SellerMember
from community.teams.models import Invitation


def link_people(application: Application) -> None:
    """Make the applicant an owner or a manager, and the shop a part of its community.

    A community that was chosen without an invitation is asked: its managers say yes or no.
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
        if is_invited(application):
            seller.communities.add(application.community)
        else:
            # An application sent before communities were asked had tied it.
            seller.communities.remove(application.community)
            ask(seller, application.community, person)
    if opened:
        Membership.objects.get_or_create(
            community=opened, user=person, defaults={"role": Membership.Role.MANAGER}
        )


def is_invited(application: Application) -> bool:
    """Say whether the community wants this shop: it invited the person, or they manage it.

    An invitation that an earlier application used up counts no more: that place may have ended.
    """
    person, community = application.applicant, application.community
    invited = Invitation.objects.filter(
        Q(application=None) | Q(application=application),
        community=community,
        into=Invitation.Into.SELLING,
        accepted_by=person,
    )
    manages = Membership.objects.filter(
        community=community, user=person, role=Membership.Role.MANAGER
    )
    return invited.exists() or manages.exists()

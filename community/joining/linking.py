"""People and communities are tied to what an approved application opened."""

from __future__ import annotations

from community.groups.models import Community, Membership
from community.groups.selling import ask
from community.joining.models import Application
from community.people.models import User
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
        if is_invited(person, application.community):
            seller.communities.add(application.community)
        else:
            # An application sent before communities were asked had tied it.
            seller.communities.remove(application.community)
            ask(seller, application.community, person)
    if opened:
        Membership.objects.get_or_create(
            community=opened, user=person, defaults={"role": Membership.Role.MANAGER}
        )


def is_invited(person: User, community: Community) -> bool:
    """Say whether somebody of the community wants this person: invited, or its manager."""
    invited = Invitation.objects.filter(
        community=community, into=Invitation.Into.SELLING, accepted_by=person
    )
    manages = Membership.objects.filter(
        community=community, user=person, role=Membership.Role.MANAGER
    )
    return invited.exists() or manages.exists()

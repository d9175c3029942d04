"""What teams, communities and payout accounts add to the scene."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from community.banking import changing
from community.banking.stopping import stop_path
from community.groups.models import Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import inviting
from tests.community.banking.accounts import WANTED, make_account


class TeamScene:
    """Mali has invited the first buyer, and asked for another account; Niran has a member."""

    def __init__(self, people: dict[str, User], seller: Seller) -> None:
        owner, buyer, niran = people["owner"], people["buyer"], people["community_manager"]
        EmailAddress.objects.create(user=buyer, email=buyer.email, verified=True, primary=True)
        community = Membership.objects.get(user=niran).community
        self.invitation, link = inviting.invite_to_team(seller, owner, "packer", email=buyer.email)
        self.secret = link.rstrip("/").rpartition("/")[2]
        self.member = Membership.objects.create(community=community, user=people["other_buyer"])
        self.into_community, _link = inviting.invite_to_sell(community, niran, phone="+66812345678")
        self.part = SellerMember.objects.get(user=people["packer"])
        make_account(seller)
        pending = changing.ask(seller, WANTED, owner)
        self.token = stop_path(pending, owner).rstrip("/").rpartition("/")[2]

    def special(self, name: str) -> dict[str, Any]:
        """Return what a route's address names, nothing for routes of others."""
        space, _colon, route = name.partition(":")
        of_community = space == "community-team"
        if route in {"team-member", "team-end"}:
            return {"pk": self.member.pk if of_community else self.part.pk}
        if route in {"team-again", "team-withdraw"}:
            return {"pk": self.into_community.pk if of_community else self.invitation.pk}
        return {
            "teams:invitation": {"secret": self.secret},
            "banking:stop": {"token": self.token},
        }.get(name, {})

"""What can be wrong with an invitation or with a part in a team. Screens build the sentences."""

from __future__ import annotations


class TeamError(Exception):
    """Something about a team or a community's people that was not done."""


class LastHead(TeamError):
    """A shop keeps an owner, a community a manager: this is the only one."""


class AccountWaits(TeamError):
    """Another payout account waits: no owner, who could stop it, goes or steps down."""


class PartGone(TeamError):
    """Somebody else has ended this part in the meantime."""


class InvitationError(TeamError):
    """An invitation that was not sent or not accepted."""


class AlreadyIn(InvitationError):
    """This person has a part there already."""


class AlreadyInvited(InvitationError):
    """An open invitation for the same number or address is there already."""


class TooMany(InvitationError):
    """More open invitations than a place may have."""


class UnknownInvitation(InvitationError):
    """No invitation has this secret: mistyped, or a newer link was sent."""


class Used(InvitationError):
    """Accepted already, whoever did."""


class Expired(InvitationError):
    """Too old."""


class Withdrawn(InvitationError):
    """Taken back by those who sent it."""


class PlaceClosed(InvitationError):
    """The shop or the community is closed."""


class NotMeantForYou(InvitationError):
    """It was sent to another number or address than this account's."""


class NotProven(InvitationError):
    """The account names the number or address, and has not proven it yet."""

    def __init__(self, by: str) -> None:
        super().__init__(f"{by} is not proven")
        self.by = by  # phone or email

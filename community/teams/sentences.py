"""What somebody reads when an invitation or a change in a team does not go."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.teams import errors
from community.teams.moves import CannotMove

SENTENCES: dict[type[errors.TeamError], Promise] = {
    errors.UnknownInvitation: _(
        "We do not know this link. Perhaps a letter is missing, or you were sent a newer one."
    ),
    errors.Used: _("This invitation has been used already. Each works once."),
    errors.Expired: _(
        "This invitation is too old: each is good for 14 days. Ask for it to be sent again."
    ),
    errors.Withdrawn: _("This invitation was taken back by the people who sent it."),
    errors.PlaceClosed: _("The shop or community that invited you is closed."),
    errors.NotMeantForYou: _(
        "This invitation was sent to another telephone number or e-mail address than yours. "
        "Log in with the account that it was sent to."
    ),
    errors.NotProven: _("One more step: show us that the number or address is yours."),
    errors.AlreadyIn: _("This person is in already."),
    errors.AlreadyInvited: _(
        "There is an open invitation for this number or address. On the page before you can "
        "send it again."
    ),
    errors.TooMany: _("Twenty invitations are open. Withdraw one that is no longer needed."),
    errors.LastHead: _(
        "This is the only one in charge. Give somebody else that role first, then try again."
    ),
    errors.AccountWaits: _(
        "A change of the payout account waits. Until it begins or is stopped, every owner stays "
        "an owner."
    ),
    errors.PartGone: _("This person is no longer here. Nothing was changed."),
    CannotMove: _("Nothing was changed: this invitation has been used or withdrawn."),
}


def sentence_for(error: errors.TeamError) -> str:
    return str(SENTENCES[type(error)])

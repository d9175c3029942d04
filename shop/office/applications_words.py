"""What staff read when something cannot be done with an application."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.groups.moves import CannotMoveCommunity
from community.joining.moves import CannotMove
from community.joining.review_errors import (
    AnswerMoved,
    AskedAlready,
    NothingMade,
    NothingReturned,
    NotOpen,
    NotReturnable,
    NotWaivable,
    OrdersOpen,
    OwnApplication,
    ReasonMissing,
    ReviewError,
    SamePerson,
    StillOpen,
    TakenByAnother,
    TooFewListings,
)
from community.sellers.moves import CannotMoveSeller

FASTER = gettext_lazy(
    "Somebody was faster. This is how it stands now.",
)
PLAIN: dict[type[Exception], Promise] = {
    OwnApplication: gettext_lazy(
        "This one is your own, or you filled it in: a colleague decides it."
    ),
    SamePerson: gettext_lazy(
        "You have checked this account already. A colleague looks at it as well."
    ),
    NotOpen: gettext_lazy("This application does not wait for a decision now."),
    AnswerMoved: gettext_lazy(
        "Somebody was faster, or nothing was given yet. This is how it stands now."
    ),
    ReasonMissing: gettext_lazy("Please say why, in plain words: the applicant reads it."),
    AskedAlready: gettext_lazy(
        "Another requirement asks the same people for this number: one place for it is enough."
    ),
    NotWaivable: gettext_lazy("Nobody but the applicant can agree to the terms."),
    NotReturnable: gettext_lazy("This is ticked by staff; the applicant has nothing to mend."),
    NothingReturned: gettext_lazy(
        "Nothing is marked as returned yet. Say first what is to be mended."
    ),
    NothingMade: gettext_lazy(
        "There is no shop behind this application yet. It has to be sent again."
    ),
}
REFUSALS = (ReviewError, CannotMove, CannotMoveSeller, CannotMoveCommunity)


def sentence_for(refusal: Exception) -> str:
    """Return one sentence: what did not happen, and what to do."""
    if isinstance(refusal, TakenByAnother):
        return _("%(name)s has this one open. Take it over first, or go on to the next.") % {
            "name": refusal.reviewer.get_full_name()
        }
    if isinstance(refusal, StillOpen):
        titles = ", ".join(answer.requirement.title for answer in refusal.answers)
        return _("Not approved: these still wait for a decision: %(titles)s.") % {"titles": titles}
    if isinstance(refusal, TooFewListings):
        return _("%(count)s of %(least)s listed so far: accept it when there are enough.") % {
            "count": refusal.count,
            "least": refusal.least,
        }
    if isinstance(refusal, OrdersOpen):
        return _("Orders not sent yet: %(count)s. Suspend the shop, and close it after them.") % {
            "count": refusal.count
        }
    return str(PLAIN.get(type(refusal), FASTER))

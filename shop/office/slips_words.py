"""Why a statement is not taken in: one sentence each, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.tables.errors import Unreadable
from shop.display.prices import baht_full_text
from shop.slips import bank_errors as errors

BOOKED_BEFORE = gettext_lazy(
    "Money with this bank reference was booked at a shop's debt already. If it is the same money, "
    "set this line aside as what the shop paid."
)


def sentence_for(error: errors.BadStatement | Unreadable) -> str:
    if isinstance(error, errors.WrongSum):
        return _(
            "Row %(row)s says %(said)s, but the rows before it come to %(summed)s. "
            "Export the file from the bank again: nothing was taken in."
        ) % {
            "row": error.row,
            "said": baht_full_text(error.said),
            "summed": baht_full_text(error.summed),
        }
    if isinstance(error, errors.BadRow):
        return _("Row %(row)s cannot be read: “%(cell)s”. Nothing was taken in.") % {
            "row": error.row,
            "cell": error.cell,
        }
    if isinstance(error, errors.OtherAccount):
        text = _("This is the statement of another account, ending in %(digits)s.")
        return text % {"digits": error.last_four}
    return _plain(error)


def _plain(error: errors.BadStatement | Unreadable) -> str:
    if isinstance(error, errors.UnknownLayout):
        return _(
            "We do not know this layout. The first rows need headings for the day, for money in "
            "and money out or the amount, as CSV."
        )
    if isinstance(error, errors.NoLines):
        return _("No money moved in this statement.")
    if isinstance(error, errors.TooLong):
        return _("This statement has more than 5,000 rows. Export fewer days at a time.")
    if isinstance(error, errors.KnownFile):
        return _("This file was taken in before: nothing is taken in twice.")
    return " ".join(str(message) for message in getattr(error, "messages", [error]))

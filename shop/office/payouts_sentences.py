"""Why nothing was done to a batch or a payout, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop.display.prices import baht_text
from shop.payouts import errors
from shop.payouts.funds import NotInFund
from shop.payouts.paying_in import BookedBefore


def sentence_for(error: errors.PayoutError) -> str:
    if isinstance(error, NotInFund):
        return _("The fund has %(left)s.") % {"left": baht_text(error.left)}
    if isinstance(error, errors.ReferenceUsed):
        return _(
            "%(number)s: another payout was paid with this bank reference. If the bank has one "
            "for the whole file, write the payout's number behind it."
        ) % {"number": error.number}
    return SENTENCES[type(error)]()


SENTENCES = {
    errors.Moved: lambda: _("Nothing was changed: somebody was faster, or it does not fit now."),
    errors.SamePerson: lambda: _("You have looked at it already. Another of us has to do this."),
    errors.OwnShop: lambda: _("Your own shop is in it. Another of us has to release it."),
    errors.NotChecked: lambda: _("Nobody has looked it over yet."),
    errors.NothingReady: lambda: _("Nothing is ready: every payout is held back."),
    errors.AllEnded: lambda: _("Nothing of it is on its way any more: there is no file to take."),
    errors.NoReference: lambda: _("Write the bank's reference."),
    BookedBefore: lambda: _("Money with this bank reference was booked already."),
}

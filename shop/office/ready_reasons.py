"""Reasons that staff need every day, in words an applicant understands. They can be edited."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.joining.requirements import Requirement

Kind = Requirement.Kind
DARK = _("The photo is too dark to read. Please take it again by a window.")
CUT = _("A part of the page is missing. Please take a photo of the whole page.")
BLURRED = _("The photo is blurred. Please hold the phone still and take it once more.")
READY: dict[str, tuple[Promise, ...]] = {
    Kind.IDENTITY: (
        DARK,
        BLURRED,
        _("The number on the card is not the one that was typed. Please look at both again."),
        _("The card is out of date. Please send the new one."),
    ),
    Kind.REGISTRATION: (
        DARK,
        CUT,
        _("The name on the registration is not the name of the shop. Please tell us why."),
    ),
    Kind.ACCOUNT: (
        DARK,
        CUT,
        _("The account number is not the one in the bank book. Please look at both again."),
        _("The account is in another name. It must be yours, or that of your group."),
    ),
    Kind.PROFILE: (
        _("Please tell a little more: who makes it, where, and since when."),
        _("The address is not complete. Please add house number and village."),
    ),
    Kind.PHOTO: (
        BLURRED,
        _("Please send a photo on which the shop or the people at work can be seen."),
        _("This picture seems to be somebody else's. Please take one yourself."),
    ),
    Kind.LISTINGS: (
        _("Please list a few more goods, so that the shop is not empty on its first day."),
        _("Some goods have no photo or no price. Please complete them."),
    ),
    Kind.TERMS: (_("Please read the terms once more and agree to them."),),
    Kind.DOCUMENT: (DARK, BLURRED, CUT, _("This is another document than the one asked for.")),
}


def reasons_for(kind: str) -> tuple[Promise, ...]:
    return READY.get(kind, ())

"""Say what became of the goods that somebody ticked in the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.desk.goods_acts import Done
from shop.listings.models import Listing

NAMED = 3


def say(request: HttpRequest, act: str, told: Done) -> None:
    if told.done:
        messages.success(request, _done(act, len(told.done)))
    if told.waiting:
        messages.info(request, _waiting(len(told.waiting)))
    if told.left_alone:
        text = _("Left as it was, it is like that already: %(names)s")
        messages.warning(request, text % {"names": names_of(told.left_alone)})
    if told.not_ready:
        text = _("Not put on sale, a price or a photo is missing: %(names)s")
        messages.warning(request, text % {"names": names_of(told.not_ready)})


def names_of(listings: list[Listing]) -> str:
    """Return the first few names and how many more there are."""
    named = ", ".join(listing.title for listing in listings[:NAMED])
    more = len(listings) - NAMED
    return named if more <= 0 else _("%(named)s and %(more)s more") % {"named": named, "more": more}


def _waiting(number: int) -> str:
    text = ngettext(
        "%(number)s is looked at by staff first, then it goes on sale.",
        "%(number)s are looked at by staff first, then they go on sale.",
        number,
    )
    return text % {"number": number}


def _done(act: str, number: int) -> str:
    texts = {
        "publish": ngettext("%(number)s is on sale.", "%(number)s are on sale.", number),
        "pause": ngettext("%(number)s is paused.", "%(number)s are paused.", number),
        "archive": ngettext(
            "%(number)s is put away. You find it under “Put away” and can bring it back.",
            "%(number)s are put away. You find them under “Put away” and can bring them back.",
            number,
        ),
        "restore": ngettext(
            "%(number)s is back, and paused until you put it on sale.",
            "%(number)s are back, and paused until you put them on sale.",
            number,
        ),
        "duplicate": ngettext(
            "%(number)s copy is made, as a draft with nothing in stock yet.",
            "%(number)s copies are made, as drafts with nothing in stock yet.",
            number,
        ),
    }
    return texts[act] % {"number": number}

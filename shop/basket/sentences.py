"""Why a quantity cannot be had: one sentence for beside the field."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.holidays.queries import Closed
from shop.basket.lines import CostsNothing, ShopClosed, TooMany
from shop.display.dates import date_text
from shop.listings.weights import LEAST_G, kilograms


def sentence_for(wrong: ValidationError | TooMany | ShopClosed | CostsNothing) -> str:
    if isinstance(wrong, ValidationError):
        return str(wrong.messages[0])
    if isinstance(wrong, CostsNothing):
        return _("So little of it comes to ฿0. Write more.")
    return _closed(wrong.closed) if isinstance(wrong, ShopClosed) else _too_many(wrong)


def _closed(closed: Closed) -> str:
    sentence = _("The shop is closed until %(last)s. It takes orders again from %(opens)s.")
    last, opens = date_text(closed.last_day, "long"), date_text(closed.opens, "long")
    return sentence % {"last": last, "opens": opens}


def _too_many(wrong: TooMany) -> str:
    if wrong.most == 0:
        return _("This is sold out just now.")
    return _too_heavy(wrong) if wrong.is_weighed else _too_many_pieces(wrong)


def _too_heavy(wrong: TooMany) -> str:
    """Say it in kilograms; who wrote 500 may have meant grams."""
    weights = {
        "most": kilograms(wrong.most),
        "in_basket": kilograms(wrong.in_basket),
        "more": kilograms(wrong.most - wrong.in_basket),
    }
    if wrong.most - wrong.in_basket < LEAST_G:
        return _("Your basket has all %(most)s kg already.") % weights
    if wrong.in_basket:
        sentence = _(
            "There are %(most)s kg, and your basket has %(in_basket)s kg already. "
            "Write %(more)s or less."
        )
        return sentence % weights
    if wrong.is_limit:
        return _("One order takes %(most)s kg at most. 500 grams are 0.5.") % weights
    return _("Only %(most)s kg are left. Write %(most)s or less; 500 grams are 0.5.") % weights


def _too_many_pieces(wrong: TooMany) -> str:
    if wrong.in_basket >= wrong.most:
        return _("Your basket has all %(most)d already.") % {"most": wrong.most}
    if wrong.in_basket:
        sentence = _(
            "There are %(most)d, and your basket has %(in_basket)d already. "
            "Write %(more)d or fewer."
        )
        return sentence % {
            "most": wrong.most,
            "in_basket": wrong.in_basket,
            "more": wrong.most - wrong.in_basket,
        }
    if wrong.is_limit:
        return _("One order takes %(most)d at most.") % {"most": wrong.most}
    return ngettext(
        "Only %(most)d is left. Write %(most)d or fewer.",
        "Only %(most)d are left. Write %(most)d or fewer.",
        wrong.most,
    ) % {"most": wrong.most}

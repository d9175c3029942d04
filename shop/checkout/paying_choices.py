"""The ways to pay as the last screen shows them: what each costs, and why one cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from shop.purchases.quote import Quote
from shop.ways.base import Offer
from shop.ways.registry import WAYS, offers
from shop.ways.words import hint_of, name_of


@dataclass(frozen=True)
class PayingChoice:
    offer: Offer
    total: Decimal  # with the fee
    is_chosen: bool

    @property
    def code(self) -> str:
        return self.offer.code

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def hint(self) -> str:
        return hint_of(self.code)

    @property
    def goods_first(self) -> bool:
        return WAYS[self.code].goods_first


def paying_choices(quote: Quote, chosen: str) -> list[PayingChoice]:
    """Return what can be chosen, with one chosen: the buyer's own, or the first."""
    found = offers(quote)
    possible = [offer.code for offer in found if not offer.why_not]
    ticked = chosen if chosen in possible else next(iter(possible), "")
    return [PayingChoice(offer, quote.total + offer.fee, offer.code == ticked) for offer in found]


def fees_shown(choices: Sequence[PayingChoice]) -> dict[str, Decimal]:
    return {choice.code: choice.offer.fee for choice in choices}


def chosen_of(choices: Sequence[PayingChoice]) -> PayingChoice | None:
    return next((choice for choice in choices if choice.is_chosen), None)


def pays_one_amount(choices: Sequence[PayingChoice]) -> bool:
    """Return whether the button can name what is paid now, whichever way is chosen."""
    possible = [choice for choice in choices if not choice.offer.why_not]
    return not any(choice.offer.fee or choice.goods_first for choice in possible)


def why_none(choices: Sequence[PayingChoice]) -> str:
    """Return why nothing can be chosen, or nothing."""
    if chosen_of(choices):
        return ""
    if choices:
        return _("Nothing here can be paid so. Look at the limits, or change your basket.")
    return _("These sellers have no way to pay in common just now. Order from one at a time.")


def why_not_this(choices: Sequence[PayingChoice], code: str) -> str:
    """Return why what was chosen cannot be, or nothing."""
    choice = next((one for one in choices if one.code == code), None)
    if choice is None:
        return _("Choose how you want to pay.")
    return choice.offer.why_not

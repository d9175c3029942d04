"""Why an order did not move, as the desk says it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop.fulfilment.errors import FulfilmentError, MoveRefused, NotWeighed, WeightOutOfLimit
from shop.purchases.models import SellerOrder


def refusal_text(error: FulfilmentError) -> str:
    if isinstance(error, MoveRefused):
        state = SellerOrder.State(error.state).label
        return _("Nothing was changed: this order is now “%(state)s”.") % {"state": state}
    if isinstance(error, NotWeighed | WeightOutOfLimit):
        return _("Nothing was changed: write first what each of the goods by weight weighs.")
    return _("Nothing was changed: the stock does not add up. Please tell the market's staff.")

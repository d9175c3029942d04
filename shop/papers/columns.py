"""The columns of a statement in the words of a seller, and how they stand beside each other."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from shop.ledger.models import Entry

What = Entry.What

NAMES: dict[str, Promise] = {
    What.SALE: pgettext_lazy("statement", "Sold"),
    What.DELIVERY: pgettext_lazy("statement", "Delivery"),
    What.BUYER_FEE: pgettext_lazy("statement", "Fee that the buyer paid"),
    What.COMMISSION: pgettext_lazy("statement", "The market's commission"),
    What.COMMISSION_VAT: pgettext_lazy("statement", "VAT on the commission"),
    What.FEE: pgettext_lazy("statement", "Fees"),
    What.REFUND: pgettext_lazy("statement", "Given back to buyers"),
    What.COMMISSION_BACK: pgettext_lazy("statement", "Commission given back to you"),
    What.HELD: pgettext_lazy("statement", "You have received it yourself"),
    What.DISPUTE: pgettext_lazy("statement", "Taken back by a buyer's bank"),
    What.PAYOUT: pgettext_lazy("statement", "Transferred to you"),
    What.PAYOUT_BACK: pgettext_lazy("statement", "Transfer that came back"),
    What.PAID_IN: pgettext_lazy("statement", "You paid in"),
    What.CORRECTION: pgettext_lazy("statement", "Corrections"),
}
OTHER = pgettext_lazy("statement", "Other")

# What stands in one column of a wide table: its heading, and what is summed in it.
WIDE: list[tuple[str, Promise, tuple[str, ...]]] = [
    ("sold", pgettext_lazy("statement", "Sold"), (What.SALE,)),
    ("delivery", pgettext_lazy("statement", "Delivery"), (What.DELIVERY, What.BUYER_FEE)),
    ("refund", pgettext_lazy("statement", "Given back"), (What.REFUND, What.DISPUTE)),
    (
        "commission",
        pgettext_lazy("statement", "Commission"),
        (What.COMMISSION, What.COMMISSION_BACK),
    ),
    ("vat", pgettext_lazy("statement", "VAT on it"), (What.COMMISSION_VAT,)),
    ("fee", pgettext_lazy("statement", "Fees"), (What.FEE,)),
    ("paid", pgettext_lazy("statement", "Paid out"), (What.PAYOUT, What.PAYOUT_BACK)),
]
TOLD = {what for _, _, whats in WIDE for what in whats}
REST = [str(what) for what in What if what not in TOLD]  # the last column: other


def name_of(what: str) -> str:
    return str(NAMES.get(what, OTHER))

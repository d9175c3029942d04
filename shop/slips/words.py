"""What is said of a slip that is not taken, and of a decision that somebody else was quicker at."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.display.prices import baht_full_text
from shop.slips.errors import AmountsDiffer, NotTaken

NOT_TAKEN: dict[str, str | Promise] = {
    "used": _("This slip was sent before, for another payment. Send the slip of this payment."),
    "same_photo": _("This photo was sent before. Send the slip of this payment."),
    "changed": _(
        "The small QR code on this slip is not as the bank made it. "
        "Send the picture as your bank's app saved it."
    ),
    "to_pay": _(
        "This is the QR code to pay with. Pay first, then send the slip that your bank's app shows."
    ),
    "too_many": _("Many slips were sent for this payment. Please wait until they are looked at."),
    "paid": _("This is paid already: nothing more is needed."),
    "other_way": _("This purchase is paid in another way and needs no slip."),
    "often": _("That is many photos in one hour. Please go on in an hour."),
}
DECIDED = _("Somebody else was quicker: it is decided already.")


DIFFER = _(
    "This money was confirmed as %(confirmed)s before; now it is said to be %(said)s. Nothing is "
    "booked: look into the account, and have the wrong one corrected by two people."
)


def differ_sentence(differ: AmountsDiffer) -> str:
    said, confirmed = baht_full_text(differ.said), baht_full_text(differ.confirmed)
    return str(DIFFER) % {"confirmed": confirmed, "said": said}


def sentence_for(refused: NotTaken) -> str:
    return str(NOT_TAKEN[refused.reason])

"""What is said of a slip that is not taken, and of a decision that somebody else was quicker at."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.slips.errors import NotTaken

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


def sentence_for(refused: NotTaken) -> str:
    return str(NOT_TAKEN[refused.reason])

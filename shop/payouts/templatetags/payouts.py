from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from shop.display.dates import date_text
from shop.display.prices import baht_text
from shop.payouts.standing import Standing

register = template.Library()


@register.filter
def next_payout(standing: Standing) -> str:
    """Return the sentence that says when money comes, or why none does."""
    if standing.schedule.stopped or standing.owes:
        return ""
    if standing.payable <= 0:
        return _("Nothing can be paid out today.")
    amount, least = baht_text(standing.payable), baht_text(standing.schedule.minimum)
    if not standing.is_enough:
        return _("%(amount)s is ready; it is paid out as soon as it is %(least)s.") % {
            "amount": amount,
            "least": least,
        }
    if standing.next_day is None:
        return _("%(amount)s is ready for the next payout.") % {"amount": amount}
    day = date_text(standing.next_day, "long")
    return _("%(amount)s goes to your bank with the payout of %(day)s.") % {
        "amount": amount,
        "day": day,
    }

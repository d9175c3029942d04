"""What a buyer is told at each step of a refund."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop.display.prices import baht_full_text
from shop.refunds.models import Refund


def title_of(refund: Refund, step: str) -> str:
    """Return one line: it is all that a text message says."""
    titles = {
        "approved": _("%(amount)s goes back to you"),
        "refused": _("No money back: the shop said no"),
        "kept": _("No money back: the market decided"),
        "sent": _("%(amount)s waits for your account"),
        "done": _("%(amount)s is paid back"),
        "failed": _("%(amount)s did not reach you"),
    }
    title = titles[step] % {"amount": baht_full_text(refund.to_pay or refund.amount)}
    if refund.asks_for_account and step == "approved":
        return _("%(title)s: tell us your account") % {"title": title}
    return title


def text_of(refund: Refund, step: str) -> str:
    """Return what it is about, and what happens next."""
    return f"{refund.get_reason_display()}. {_next(refund, step)}"


def _next(refund: Refund, step: str) -> str:
    if step == "approved":
        return _way(refund)
    if step == "done" and refund.way != Refund.Way.GATEWAY:
        return _("You have it now. If you do not see it, answer us.")
    return {
        "refused": _("If that is not right, ask the market to decide: the page below says how."),
        "kept": _("Both sides were read. This is the market's last word."),
        "sent": _("The payment service sends you a letter of its own and asks for your account."),
        "done": _("A card's bank may take up to 10 days until you see it."),
        "failed": _("It is still yours. Name an account of yours and we send it there."),
    }[step]


def _way(refund: Refund) -> str:
    if refund.way == Refund.Way.CASH:
        return _("The shop gives it back to you in cash.")
    if refund.asks_for_account:
        return _("Tell us your account, and we send it there.")
    return _("It goes back the way you paid. You hear when it is done.")

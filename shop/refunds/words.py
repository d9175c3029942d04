"""Sentences for what can go wrong with a refund, and for where it stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop.display.templatetags.talat import baht_full
from shop.purchases.models import SellerOrder
from shop.refunds import errors
from shop.refunds.models import Refund

Reason, State = Refund.Reason, Refund.State
# What a buyer can say of goods that were sent.
BUYERS_REASONS = (Reason.DAMAGED, Reason.MISSING, Reason.WRONG, Reason.RETURNED)


def refusal_text(error: Exception) -> str:
    """Return one clear sentence for whoever pressed."""
    if isinstance(error, errors.TooMuch):
        text = _("That is more than is left: at most %(amount)s can go back.")
        return text % {"amount": baht_full(error.left)}
    if isinstance(error, errors.RefundMoved):
        text = _("Nothing was changed: this refund is now “%(state)s”.")
        return text % {"state": State(error.state).label}
    return _plain(error)


def nothing_back_text(share: SellerOrder, done: str) -> str:
    """Return why no money goes back for what was done to an order, after what was done."""
    if share.paid_at is None:
        why = _("Nothing was paid, so nothing goes back.")
    elif share.total == 0:
        why = _("A voucher paid for all of it: the buyer has nothing to get back.")
    else:
        why = _("The card's bank has given the buyer the money already: nothing more goes back.")
    return f"{done} {why}"


def _plain(error: Exception) -> str:
    sentences = {
        errors.TooMany: _("That is more than is left of these goods."),
        errors.NotOfThisOrder: _("These goods are of another order."),
        errors.NothingToRefund: _("Write what shall go back: nothing is no refund."),
        errors.NotPaid: _("Nothing was paid for it, so nothing can go back."),
        errors.AlreadyAsked: _("You asked already. The shop answers that first."),
        errors.NotSentYet: _("It is not sent yet: give all of it back, or say no."),
        errors.KeyUsed: _("This form was sent before, with other parts. Load the page again."),
        errors.SameEyes: _("You said yes already. Somebody else has to say it too."),
        errors.TwoEyes: _("This amount needs two of us. Your yes is written down."),
        errors.OnlyAll: _("The shop says that it paid all of it: give back all of it, or nothing."),
        errors.ReferenceUsed: _("This bank reference stands beside another refund already."),
        errors.Disputed: _(
            "The card's bank has taken this money back already: wait until that is decided."
        ),
    }
    return sentences.get(type(error), _("Nothing was changed. Load the page again and look."))


def where_it_is(refund: Refund) -> str:
    """Return where the money is, as the buyer reads it."""
    if refund.state == State.REQUESTED:
        return _("The shop answers within a few days.")
    if refund.state == State.REFUSED:
        return _why_not(refund)
    if refund.state == State.DONE:
        return _("It is paid back.")
    return _on_its_way(refund)


def _why_not(refund: Refund) -> str:
    by_buyer = {
        "taken_back": _("You took it back."),
        "asked_the_market": _("The shop did not answer. The market decides."),
    }
    return by_buyer.get(refund.error_code, _("The shop said no."))


def _on_its_way(refund: Refund) -> str:
    if refund.way == Refund.Way.CASH:
        return _("The shop gives it back to you in cash.")
    if refund.way == Refund.Way.MANUAL:
        ours = _("We send it to your account.")
        return ours if refund.bank_code else _("Tell us your account, and we send it there.")
    if refund.state == State.PENDING:
        return _("Look into your e-mail: the payment service asks for your account there.")
    return _("It is on its way, the way you paid. Cards take up to 10 days.")

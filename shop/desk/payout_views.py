"""Where the shop's money goes: look at it, ask for another account, stop a change."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.banking import changing, errors
from community.banking.access import get_pending
from community.banking.models import PayoutAccount
from community.banking.moves import CannotMove
from community.sellers.models import Seller
from community.sellers.powers import Power
from shop.desk.access import get_desk
from shop.desk.payout_forms import AccountForm
from shop.desk.views import draw

State = PayoutAccount.State
SHOWN_BEFORE = 10


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    before = desk.seller.payout_accounts.filter(state__in=[State.REPLACED, State.REFUSED])
    page = {
        "account": changing.active_account(desk.seller),
        "pending": changing.pending_account(desk.seller),
        "before": before[:SHOWN_BEFORE],
        "may_change": desk.may(Power.CHANGE_ACCOUNT),
        "is_joining": desk.seller.state == Seller.State.JOINING,
    }
    return draw(request, desk, "payout_account", page)


@login_required
def change(request: HttpRequest) -> HttpResponse:
    """Ask for another account; an owner's own proof comes after it."""
    desk = get_desk(request, Power.CHANGE_ACCOUNT)
    if desk.seller.state == Seller.State.JOINING:
        messages.info(request, sentence_for(errors.StillJoining()))
        return redirect("desk:payout-account")
    if changing.pending_account(desk.seller):
        messages.info(request, sentence_for(errors.ChangeUnderWay()))
        return redirect("desk:payout-account")
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changing.ask(desk.seller, form.wanted, desk.user, desk.owner)
        except errors.BankingError as error:
            form.add_error("number", sentence_for(error))
        else:
            return redirect("desk:payout-confirm")
    status = 422 if form.is_bound else 200
    return draw(request, desk, "payout_change", {"form": form}, status)


@login_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.CHANGE_ACCOUNT)
    try:
        changing.stop(get_pending(desk.seller), desk.user)
    except (errors.BankingError, CannotMove):
        messages.error(request, _("Nothing was changed: this change waits no more."))
    else:
        messages.success(request, _("Stopped. The account stays as it was."))
    return redirect("desk:payout-account")


def sentence_for(error: errors.BankingError) -> str:
    if isinstance(error, errors.SameAccount):
        return _("This is the account in use already.")
    if isinstance(error, errors.ChangeUnderWay):
        return _("One change waits already. Stop it first if you want another.")
    if isinstance(error, errors.StillJoining):
        return _(
            "Your shop is not open yet. The market looks at the account in your application; "
            "once the shop is open you can change it here."
        )
    return _("Only an owner of the shop can do this.")

"""The owner's own yes to another account: the password again, or a code by SMS."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from community.banking import changing, errors
from community.banking.access import get_pending
from community.banking.models import PayoutAccount
from community.banking.moves import CannotMove
from community.channels.codes import (
    CodeEnded,
    SmsFailed,
    TooSoon,
    WrongCode,
    check_code,
    send_code,
)
from community.people.models import User
from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.payout_forms import CodeForm, PasswordForm
from shop.desk.payout_views import sentence_for
from shop.desk.views import draw
from shop.display.templatetags.talat import thai_datetime

PURPOSE = "payout-account"


@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Show what is to change; take the password or the code, and begin the hold."""
    desk = get_desk(request, Power.CHANGE_ACCOUNT)
    pending = get_pending(desk.seller)
    if pending.state != PayoutAccount.State.ASKED:
        return redirect("desk:payout-account")
    code, password = CodeForm(), PasswordForm()
    if request.method == "POST":
        if "password" in request.POST:
            password = PasswordForm(request.POST)
            proven = password.is_valid() and _is_password(request, desk.user, password)
        else:
            code = CodeForm(request.POST)
            proven = code.is_valid() and _is_code(desk.user, pending, code)
        if proven:
            return _confirmed(request, pending, desk.user)
    return _draw(request, desk, pending, code, password)


@login_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send a code to the owner's own proven number."""
    desk = get_desk(request, Power.CHANGE_ACCOUNT)
    pending = get_pending(desk.seller)
    if not (desk.user.phone and desk.user.phone_verified):
        return redirect("desk:payout-confirm")
    try:
        send_code(desk.user.phone, PURPOSE, subject_of(pending), request)
    except TooSoon as error:
        seconds = error.seconds
        text = ngettext(
            "You can have another code in %(n)s second.",
            "You can have another code in %(n)s seconds.",
            seconds,
        )
        messages.info(request, text % {"n": seconds})
    except SmsFailed:
        messages.error(request, _("The SMS did not go out. Try again in a minute."))
    else:
        messages.success(request, _("The SMS is on its way. The code is good for 10 minutes."))
    return redirect("desk:payout-confirm")


def subject_of(pending: PayoutAccount) -> str:
    return f"account:{pending.pk}"


def _confirmed(request: HttpRequest, pending: PayoutAccount, owner: User) -> HttpResponse:
    try:
        changing.confirm(pending, owner)
    except errors.TooNew as error:
        messages.error(request, _too_new(error) % {"when": thai_datetime(error.until)})
    except errors.StillJoining as error:
        messages.error(request, sentence_for(error))
    except (errors.BankingError, CannotMove):
        messages.error(request, _("Nothing was changed: this change waits no more."))
    else:
        messages.success(request, _begins(pending))
    return redirect("desk:payout-account")


def _begins(confirmed: PayoutAccount) -> str:
    if changing.waits_for_staff(confirmed):
        return _(
            "Confirmed. It is your first account: two of the market's staff look at it, and it "
            "is used in 24 hours at the earliest."
        )
    return _("Confirmed. The new account is used in 24 hours.")


def _too_new(error: errors.TooNew) -> str:
    if isinstance(error, errors.OwnerTooNew):
        return _(
            "You have been an owner of this shop for less than a day. For everybody's safety you "
            "can confirm an account from %(when)s on; an owner of longer standing can do it now."
        )
    return _(
        "Your number or e-mail address has just changed. For your safety the account can "
        "be confirmed from %(when)s on."
    )


def _is_password(request: HttpRequest, user: User, form: PasswordForm) -> bool:
    use = ratelimit.consume(request, app="allauth.account", action="reauthenticate", user=user)
    if use is None:
        form.add_error("password", _("Too many tries. Wait ten minutes, then try again."))
        return False
    if not get_adapter(request).reauthenticate(user, form.cleaned_data["password"]):
        form.add_error("password", _("This is not your password."))
        return False
    return True


def _is_code(user: User, pending: PayoutAccount, form: CodeForm) -> bool:
    try:
        check_code(user.phone or "", PURPOSE, subject_of(pending), form.cleaned_data["code"])
    except WrongCode as error:
        left = error.left
        text = ngettext(
            "This is not the code. %(n)s more try.", "This is not the code. %(n)s more tries.", left
        )
        form.add_error("code", text % {"n": left})
        return False
    except CodeEnded:
        form.add_error("code", _("This code is over. Ask for a new one."))
        return False
    return True


def _draw(
    request: HttpRequest,
    desk: Desk,
    pending: PayoutAccount,
    code: CodeForm,
    password: PasswordForm,
) -> HttpResponse:
    page = {
        "account": pending,
        "code_form": code if desk.user.phone and desk.user.phone_verified else None,
        "password_form": password if desk.user.has_usable_password() else None,
    }
    status = 422 if request.method == "POST" else 200
    return draw(request, desk, "payout_confirm", page, status)

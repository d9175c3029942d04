"""Log somebody in whose number a code has proved."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.people import pending
from community.people.line import connect_pending_line, name_from_line
from community.people.models import User
from community.people.numbers import claimed_elsewhere, hand_over, open_account
from community.people.pending import Pending
from community.people.proof import record_proof


def enter(request: HttpRequest, proved: Pending) -> HttpResponse:
    """Go in, make the account, or ask for the name it lacks."""
    user = hand_over(proved.phone)
    if user:
        return log_in(request, user, proved)
    name = proved.name or name_from_line(request)
    if not name or claimed_elsewhere(proved.phone):
        return redirect("account_code_name")
    return begin(request, proved, name)


def begin(request: HttpRequest, proved: Pending, name: str) -> HttpResponse:
    """Make the account and go in; a second press that comes at the same time goes in too."""
    try:
        user = open_account(proved.phone, name, get_language() or "th")
    except IntegrityError:
        return enter(request, proved)
    return log_in(request, user, proved, is_new=True)


def log_in(
    request: HttpRequest, user: User, proved: Pending, *, is_new: bool = False
) -> HttpResponse:
    pending.forget(request)
    if user.is_staff:
        # A telephone number can be taken over at a shop counter; staff reach too much for that.
        messages.error(request, _("Staff log in with their password."))
        return redirect("account_login")
    connect_pending_line(request, user)
    record_proof(request, user)
    login = Login(user=user, redirect_url=proved.next or None, signup=is_new)
    response: HttpResponse = perform_login(request, login)
    return response

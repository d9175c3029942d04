"""In by a telephone number and a code: log-in and new accounts, without a password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.people import pending
from community.people.code_forms import (
    CodeForm,
    NameForm,
    NewcomerForm,
    PhoneCodeForm,
    fault_of,
    said,
)
from community.people.entering import begin, enter
from community.people.line import name_from_line
from community.people.models import User
from community.people.numbers import claimed_elsewhere, give_number
from community.people.pending import Pending, Purpose
from community.people.proof import record_proof


def code(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code there."""
    return _ask(request, PhoneCodeForm(request.POST or None), "account/code.html")


def signup(request: HttpRequest) -> HttpResponse:
    """Ask who is new for name and number, and send a code there."""
    return _ask(request, NewcomerForm(request.POST or None), "account/signup_by_phone.html")


def _ask(request: HttpRequest, form: Form, template: str) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    goes_to = get_next_redirect_url(request) or ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = Pending(Purpose.LOGIN, data["phone"], goes_to, data.get("name", ""))
        if said(form, "phone", lambda: pending.start(request, new)):
            return redirect("account_code_check")
    context = {"form": form, "next": goes_to, "line_name": name_from_line(request)}
    return render(request, template, context)


def code_check(request: HttpRequest) -> HttpResponse:
    """Take the code and go on to what it was asked for."""
    waits = pending.read(request)
    if waits is None or waits.is_login == request.user.is_authenticated:
        pending.forget(request)
        return redirect("account_code")
    if waits.is_proved:
        return GO_ON[waits.purpose](request, waits)
    if "again" in request.POST:
        return _send_again(request, waits)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if said(form, "code", lambda: pending.prove(request, waits, typed)):
            return GO_ON[waits.purpose](request, waits)
    return render(request, "account/code_check.html", _facts(waits, form))


def _send_again(request: HttpRequest, waits: Pending) -> HttpResponse:
    fault = fault_of(lambda: pending.send_again(request, waits))
    if fault:
        messages.warning(request, fault)
    else:
        messages.success(request, _("A new code is on its way."))
    return redirect("account_code_check")


def _facts(waits: Pending, form: Form) -> dict[str, Any]:
    shows_where = settings.DEVELOPMENT and settings.SMS_PROVIDER == "console"
    return {"form": form, "waits": waits, "folder": shows_where and settings.DATA_DIR / "sms"}


def code_name(request: HttpRequest) -> HttpResponse:
    """Ask a proved number that has no account for the name of its holder."""
    waits = pending.read(request)
    if waits is None or not (waits.is_login and waits.is_proved):
        return redirect("account_code")
    suggested = waits.name or name_from_line(request)
    form = NameForm(request.POST or None, initial={"name": suggested})
    if request.method == "POST" and form.is_valid():
        return begin(request, waits, form.cleaned_data["name"])
    context = {"form": form, "waits": waits, "is_claimed": claimed_elsewhere(waits.phone)}
    return render(request, "account/code_name.html", context)


def _keep_number(request: HttpRequest, proved: Pending) -> HttpResponse:
    pending.forget(request)
    user = cast(User, request.user)
    if give_number(user, proved.phone):
        user.refresh_from_db()
        record_proof(request, user)
        messages.success(request, _("The number is confirmed."))
    else:
        messages.error(request, _("This number has an account of its own already."))
    return redirect(proved.next or "customer:profile")


def _go_on(request: HttpRequest, proved: Pending) -> HttpResponse:
    pending.forget(request)
    record_proof(request, cast(User, request.user))
    return redirect(proved.next or "customer:profile")


GO_ON: dict[Purpose, Callable[[HttpRequest, Pending], HttpResponse]] = {
    Purpose.LOGIN: enter,
    Purpose.NUMBER: _keep_number,
    Purpose.PROOF: _go_on,
}

"""A person's own number, the proof that it is still me, and a password chosen after it."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.password_change import finalize_password_set
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.people import pending
from community.people.code_forms import fault_of, said
from community.people.forms import SetPasswordForm
from community.people.models import User
from community.people.pending import Pending, Purpose
from community.people.profile_forms import PhoneForm
from community.people.proof import ask_for_proof, has_proved, proof_required


@login_required
@proof_required
def phone(request: HttpRequest) -> HttpResponse:
    """Take a number; it becomes the person's own when the code sent there comes back."""
    form = PhoneForm(cast(User, request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["phone"]
        if not number:
            form.remove()
            messages.success(request, _("Saved."))
            return redirect("customer:profile")
        new = Pending(Purpose.NUMBER, number, reverse("customer:profile"))
        if said(form, "phone", lambda: pending.start(request, new)):
            return redirect("account_code_check")
    return render(request, "people/phone.html", {"form": form})


@login_required
def proof(request: HttpRequest) -> HttpResponse:
    """Send a code to the person's own number, before something important changes."""
    user = cast(User, request.user)
    if not user.phone or not user.phone_verified:
        return redirect("customer:profile")
    goes_to = get_next_redirect_url(request) or ""
    if request.method == "POST":
        new = Pending(Purpose.PROOF, user.phone, goes_to)
        fault = fault_of(lambda: pending.start(request, new))
        if not fault:
            return redirect("account_code_check")
        messages.warning(request, fault)
    return render(request, "people/proof.html", {"next": goes_to})


@login_required
@proof_required
def set_password(request: HttpRequest) -> HttpResponse:
    """Choose a password without the old one: a code has said who it is."""
    user = cast(User, request.user)
    if user.has_usable_password() and not has_proved(request):
        return _prove_or_know(request, user)
    form = SetPasswordForm(user=user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        finalize_password_set(request, user)
        return redirect("customer:profile")
    return render(request, "account/password_set.html", {"form": form})


def _prove_or_know(request: HttpRequest, user: User) -> HttpResponse:
    if user.phone_verified:
        return ask_for_proof(request.path)
    return redirect("account_change_password")

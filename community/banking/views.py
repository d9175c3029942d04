"""Stop a change of account by the link in a warning, logged in or not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from community.banking import changing
from community.banking.models import PayoutAccount
from community.banking.moves import PENDING, CannotMove
from community.banking.stopping import read_token

State = PayoutAccount.State


@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    found = read_token(token)
    if found is None:
        raise Http404
    account, owner = found
    if request.method == "POST":
        try:
            changing.stop(account, owner, was_warned=True)
        except CannotMove:
            account.refresh_from_db()
    page = {"account": account, "may_stop": account.state in PENDING}
    return render(request, "banking/stop.html", page)

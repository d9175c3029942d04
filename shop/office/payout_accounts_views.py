"""The staff's queue of first payout accounts: two people look at each."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.banking import errors, looking
from community.banking.models import PayoutAccount
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.views import draw

ACTS = frozenset({"right", "refuse", "show"})


@staff_only
@require_safe
def payout_accounts(request: HttpRequest) -> HttpResponse:
    return _draw(request)


@staff_only
@require_POST
@never_cache
def payout_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is right or not; or show its number in full, once, and write down to whom."""
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    found = get_object_or_404(PayoutAccount.objects.select_related("seller"), pk=pk)
    try:
        if act == "show":
            looking.note_shown(found, staff_of(request))
            return _draw(request, revealed=found.pk)
        said = _decide(request, found, act)
    except errors.NotForYou:
        text = _("You looked at it already, or it is your own shop. Somebody else has to look.")
        messages.error(request, text)
    except errors.LookedAt:
        messages.error(request, _("Nothing was changed: it waits no more."))
    else:
        messages.success(request, said)
    return redirect("office:payout-accounts")


def _decide(request: HttpRequest, found: PayoutAccount, act: str) -> str:
    """Return what was done, in words. Raises NotForYou, LookedAt."""
    if act == "refuse":
        looking.refuse(found, staff_of(request))
        return _("Refused. The owners are told.")
    looking.check(found, staff_of(request))
    if found.seconded_by_id:
        return _("Two have looked at it. It begins when its 24 hours are over.")
    return _("Written down. Another of us looks at it now.")


def _draw(request: HttpRequest, revealed: int = 0) -> HttpResponse:
    page = {
        "page_obj": page_of(looking.waiting(), request.GET.get("page", "1")),
        "revealed": revealed,
    }
    return draw(request, "payout_accounts", page)

"""Corrections: proposed by one of the staff, posted by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.ledger.accounts import parts
from shop.ledger.balances import debit_of
from shop.ledger.correcting import Decided, SamePerson, Wanted, post_correction, propose, refuse
from shop.ledger.models import Account, Correction, GatewayTransaction
from shop.ledger.naming import balance_of, name_of
from shop.money import from_satang, to_satang
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.money_access import get_correction
from shop.office.money_form import ALONE, OF_THEIR_ACTS, CorrectionForm
from shop.office.views import draw

LONGEST_ANSWER = 300


@dataclass(frozen=True)
class Effect:
    """What a correction makes of one account, in baht."""

    name: str
    before: Decimal
    after: Decimal


@staff_only
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    found = Correction.objects.select_related("proposed_by", "decided_by", "purchase")
    page_obj = page_of(found, request.GET.get("page", "1"))
    rows = [_shown(one) for one in page_obj.object_list]
    page = {"page_obj": page_obj, "rows": rows, "section": "money-corrections"}
    return draw(request, "money_corrections", page)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Propose one; `?transaction=` names a movement at the gateway that it explains."""
    explains = _movement(request.GET.get("transaction", ""))
    form = CorrectionForm(request.POST if request.method == "POST" else None,
                          initial=_guess(explains))  # fmt: skip
    if form.is_valid():
        made = propose(_wanted(form.cleaned_data, explains), staff_of(request))
        messages.success(request, _("Proposed. Another of us reads it and posts it."))
        return redirect("office:money-correction", made.pk)
    page = {
        "form": form,
        "accounts": _choices(),
        "explains": explains,
        "explains_amount": from_satang(explains.amount_satang) if explains else None,
        "section": "money-corrections",
    }
    status = 422 if form.is_bound else 200
    return render(request, "office/money_correction_new.html", page, status=status)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_correction(pk)
    if request.method == "POST":
        _decide(request, found)
        return redirect("office:money-correction", pk)
    page = {
        **_shown(found),
        "effects": _effects(found) if found.state == Correction.State.PROPOSED else [],
        "is_own": found.proposed_by_id == request.user.pk,
        "section": "money-corrections",
    }
    return draw(request, "money_correction", page)


def _decide(request: HttpRequest, found: Correction) -> None:
    by = staff_of(request)
    try:
        if request.POST.get("act") == "post":
            post_correction(found, by)
            messages.success(request, _("Posted. It stands in the books under both your names."))
        elif request.POST.get("act") == "refuse":
            answer = request.POST.get("answer", "").replace("\x00", "").strip()
            refuse(found, by, answer[:LONGEST_ANSWER])
            messages.success(request, _("Nothing was posted."))
    except SamePerson:
        messages.error(request, _("You proposed it. Another of us has to post it."))
    except Decided as decided:
        state = Correction.State(decided.state).label
        messages.error(request, _("It was decided before: %(state)s.") % {"state": state})


def _movement(typed: str) -> GatewayTransaction | None:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        return None
    return GatewayTransaction.objects.filter(pk=int(typed)).first()


def _guess(explains: GatewayTransaction | None) -> dict[str, Any]:
    """Return the form for a movement that nobody knows: a loss where money went, else unmatched."""
    if explains is None:
        return {}
    there, came = f"gateway:{explains.gateway}", explains.amount_satang > 0
    return {
        "debit": there if came else "losses",
        "credit": "unmatched" if came else there,
        "amount": from_satang(abs(explains.amount_satang)),
        "reason": f"{explains.gateway_id} {explains.description}".strip(),
    }


def _wanted(data: dict[str, Any], explains: GatewayTransaction | None) -> Wanted:
    return Wanted(
        debit=data["debit"],
        credit=data["credit"],
        satang=to_satang(data["amount"]),
        reason=data["reason"],
        purchase_id=data["number"].pk if data["number"] else None,
        transaction_id=explains.pk if explains else None,
    )


def _choices() -> list[tuple[str, str]]:
    found = Account.objects.exclude(kind__in=OF_THEIR_ACTS).select_related("seller", "community")
    named = {account.code: name_of(account) for account in found}
    alone = {str(kind): str(kind.label) for kind in Account.Kind if kind in ALONE}
    return sorted({**alone, **named}.items())


def _shown(one: Correction) -> dict[str, Any]:
    names = _names([one.debit, one.credit])
    return {
        "correction": one,
        "debit": names[one.debit],
        "credit": names[one.credit],
        "amount": from_satang(one.amount_satang),
    }


def _names(codes: Iterable[str]) -> dict[str, str]:
    return {code: name_of(_account(code)) for code in codes}


def _account(code: str) -> Account:
    """Return the account with that code, or what it will be at its first entry."""
    found = Account.objects.select_related("seller", "community").filter(code=code).first()
    kind, seller_id, community_id = parts(code)
    return found or Account(code=code, kind=kind, seller_id=seller_id, community_id=community_id)


def _effects(one: Correction) -> list[Effect]:
    effects = []
    for code, satang in ((one.debit, one.amount_satang), (one.credit, -one.amount_satang)):
        account, before = _account(code), debit_of(code)
        after = balance_of(account, before + satang)
        effects.append(Effect(name_of(account), balance_of(account, before), after))
    return effects

"""The staff's disputes: deadlines, what both sides say, who bears it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.disputes import complaining
from shop.disputes.answering import answer_bank
from shop.disputes.errors import DisputeError
from shop.disputes.models import Dispute, Evidence
from shop.gateways.base import GatewayError
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.refund_forms import EvidenceForm, SettleForm
from shop.office.views import draw
from shop.refunds.errors import RefundError
from shop.refunds.words import refusal_text

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_only
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """List what runs, the nearest deadline first; or what is decided."""
    over = request.GET.get("state") == "over"
    page = {"over": over, "page_obj": page_of(_found(over=over), request.GET.get("page", "1"))}
    return draw(request, "disputes", {**page, "now": timezone.now()})


def _found(*, over: bool) -> QuerySet[Dispute]:
    found = Dispute.objects.select_related("purchase", "seller_order__seller")
    if over:
        return found.exclude(state__in=Dispute.RUNNING).order_by("-closed_at", "-pk")
    return found.filter(state__in=Dispute.RUNNING).order_by(F("deadline").asc(nulls_last=True))


@staff_only
@FORM
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_dispute(pk)
    if request.method != "POST":
        return _draw(request, found)
    what = request.POST.get("what", "")
    if what == "bearer" and request.POST.get("bearer") in Dispute.Bearer.values:
        complaining.bear(found, request.POST["bearer"], staff_of(request))
        messages.success(request, _("Written down, and booked where it was lost already."))
        return redirect("office:dispute", pk)
    if what not in {"settle", "evidence"}:
        raise Http404
    return _fill_in(request, found, what)


def _fill_in(request: HttpRequest, found: Dispute, what: str) -> HttpResponse:
    form: forms.Form
    form = (
        SettleForm(found.amount, request.POST) if what == "settle" else EvidenceForm(request.POST)
    )
    if not form.is_valid():
        return _draw(request, found, form)
    try:
        said = _settle(request, found, form) if what == "settle" else _say(request, found, form)
    except RefundError as error:
        messages.error(request, refusal_text(error))
    except DisputeError:
        messages.error(request, _("Nothing was changed: it is decided already."))
    except GatewayError:
        messages.error(request, _("The payment service did not take it. Try again in a while."))
    else:
        messages.success(request, said)
    return redirect("office:dispute", found.pk)


def _settle(request: HttpRequest, found: Dispute, form: forms.Form) -> str:
    typed, by = form.cleaned_data, staff_of(request)
    if typed["act"] == "seller":
        complaining.decide_for_seller(found, by, typed["answer"])
        return _("Decided for the shop.")
    if complaining.needs_second(found, typed["amount"], by):
        return _("Your yes is written down. This amount needs a second one of us.")
    complaining.decide_for_buyer(
        found, by, typed["answer"], amount=typed["amount"], bearer=typed["bearer"]
    )
    return _("Decided for the buyer. The money goes back.")


def _say(request: HttpRequest, found: Dispute, form: forms.Form) -> str:
    text, by = form.cleaned_data["text"], staff_of(request)
    if found.kind == Dispute.Kind.CHARGEBACK:
        answer_bank(found, text, by)
        return _("Handed in at the bank. It decides within weeks.")
    complaining.add_evidence(found, Evidence.Of.STAFF, text, by)
    return _("Written down.")


def get_dispute(pk: int) -> Dispute:
    """Return any dispute: for views that are staff_only."""
    found = Dispute.objects.select_related(
        "purchase", "seller_order__seller", "request", "refund", "attempt"
    )
    return get_object_or_404(found, pk=pk)


def _draw(request: HttpRequest, found: Dispute, wrong: forms.Form | None = None) -> HttpResponse:
    page = {
        "section": "dispute",
        "dispute": found,
        "evidence": list(found.evidence.select_related("by")),
        "bearers": Dispute.Bearer.choices,
        "settle_form": wrong if isinstance(wrong, SettleForm) else SettleForm(found.amount),
        "evidence_form": wrong if isinstance(wrong, EvidenceForm) else EvidenceForm(),
    }
    return render(request, "office/dispute.html", page, status=422 if wrong else 200)

"""What the marketplace keeps of a sale: the rules, the one that holds, what a sale keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.commission.access import get_rule
from shop.commission.checking import preview, vat_percent_today
from shop.commission.models import Rule
from shop.commission.ruling import add_rule, end_rule
from shop.money import ZERO
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.commission_asking import AskForm
from shop.office.commission_form import RuleForm

SHOWN_ENDED = 30
SALES = [Decimal(50), Decimal(500), Decimal(5000)]
DELIVERY = Decimal(40)


@staff_only
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = Rule.objects.select_related("seller", "community", "category__words", "fund_community")
    open_rules = found.filter(ended_at=None).exclude(valid_until__lt=today)
    running = sorted((rule for rule in open_rules if rule.valid_from <= today), key=_place)
    everybody = any(rule.level == Rule.Level.MARKETPLACE for rule in running)
    ask = AskForm(request.GET or None)
    page = {
        "section": "commission",
        "running": running,
        "coming": [rule for rule in open_rules if rule.valid_from > today],
        "ended": found.filter(Q(valid_until__lt=today) | Q(ended_at__isnull=False))[:SHOWN_ENDED],
        "own_percent": None if everybody else Decimal(settings.COMMISSION_PERCENT),
        "ask": ask,
        "answer": ask.answer() if ask.is_bound and ask.is_valid() else None,
        "vat_percent": vat_percent_today(),
    }
    return render(request, "office/commission.html", page)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = RuleForm(request.POST if request.method == "POST" else None, initial=_asked(request))
    if not form.is_valid():
        return _draw(request, form, {}, 422 if form.is_bound else 200)
    if "preview" in request.POST:
        return _draw(request, form, {"previews": _previews(form)})
    add_rule(form.rule(), staff_of(request))
    messages.success(request, _("The rule is written. It is for what is sold from its day on."))
    return redirect("office:commission")


@staff_only
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    if end_rule(get_rule(pk), staff_of(request)):
        messages.success(request, _("Ended. What was sold by it stays as it was."))
    else:
        messages.warning(request, _("This rule was ended before."))
    return redirect("office:commission")


def _place(rule: Rule) -> tuple[int, date, int]:
    """Return a rule's place in the list: the most specific first."""
    return Rule.ORDER.index(rule.level), rule.valid_from, rule.pk


def _asked(request: HttpRequest) -> dict[str, Any]:
    return {"seller": request.GET.get("seller", "")[:80]}


def _previews(form: RuleForm) -> list[Any]:
    """Return what sales keep: the one that was asked for first."""
    asked = form.cleaned_data["sale"] or SALES[1]
    sales = [asked, *(sale for sale in SALES if sale != asked)]
    return [preview(form.rule(), sale, DELIVERY if sale else ZERO) for sale in sales]


def _draw(
    request: HttpRequest, form: RuleForm, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    page = {"section": "commission_new", "form": form, "vat_percent": vat_percent_today(), **more}
    return render(request, "office/commission_new.html", page, status=status)

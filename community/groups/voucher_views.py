"""Codes that a community gives out for its sellers' goods, and its fund bears."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.groups.access import get_managed
from community.groups.views import actor_of, draw
from shop.vouchers.access import get_own_terms
from shop.vouchers.forms import VoucherForm
from shop.vouchers.funds import fund_left, fund_owes
from shop.vouchers.making import stop_voucher
from shop.vouchers.showing import vouchers_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vouchers(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    form = VoucherForm(community, request.POST if request.method == "POST" else None)
    if form.is_bound and form.save(actor_of(request)):
        messages.success(request, _("The code is there. Tell it to your buyers."))
        return redirect("groups:vouchers")
    page = {
        "form": form,
        "vouchers": vouchers_of(community),
        "fund_left": fund_left(community),
        "fund_owes": fund_owes(community),
    }
    return draw(request, community, "vouchers", page, 422 if form.is_bound else 200)


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    community = get_managed(request)
    if stop_voucher(get_own_terms(community, pk), actor_of(request)):
        messages.success(request, _("Stopped. Who ordered with it keeps the discount."))
    return redirect("groups:vouchers")

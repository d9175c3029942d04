"""Codes that the shop gives out, and bears."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.sellers.powers import Power
from shop.desk.access import get_desk
from shop.desk.views import draw
from shop.vouchers.access import get_own_terms
from shop.vouchers.forms import VoucherForm
from shop.vouchers.making import stop_voucher
from shop.vouchers.showing import vouchers_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vouchers(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    form = VoucherForm(desk.seller, request.POST if request.method == "POST" else None)
    if form.is_bound and form.save(desk.user):
        messages.success(request, _("The code is there. Tell it to your buyers."))
        return redirect("desk:vouchers")
    page = {"form": form, "vouchers": vouchers_of(desk.seller)}
    return draw(request, desk, "vouchers", page, 422 if form.is_bound else 200)


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    if stop_voucher(get_own_terms(desk.seller, pk), desk.user):
        messages.success(request, _("Stopped. Who ordered with it keeps the discount."))
    return redirect("desk:vouchers")

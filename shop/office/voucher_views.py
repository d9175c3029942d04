"""Codes that the marketplace gives out for everybody's goods, and bears."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.vouchers.access import get_own_terms
from shop.vouchers.forms import VoucherForm
from shop.vouchers.making import stop_voucher
from shop.vouchers.showing import vouchers_of


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def vouchers(request: HttpRequest) -> HttpResponse:
    form = VoucherForm(None, request.POST if request.method == "POST" else None)
    if form.is_bound and form.save(staff_of(request)):
        messages.success(request, _("The code is there. Tell it to your buyers."))
        return redirect("office:vouchers")
    page = {"section": "vouchers", "form": form, "vouchers": vouchers_of(None)}
    return render(request, "office/vouchers.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    if stop_voucher(get_own_terms(None, pk), staff_of(request)):
        messages.success(request, _("Stopped. Who ordered with it keeps the discount."))
    return redirect("office:vouchers")

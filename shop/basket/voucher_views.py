from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.errors import too_many
from shop.basket.access import parse_id
from shop.basket.views import show_basket
from shop.basket.vouchers import add_voucher, find_voucher


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    if not ratelimit.consume(request, action="voucher", key=request.session.session_key or "new"):
        return too_many(request)
    typed = request.POST.get("code", "")[:128]
    voucher = find_voucher(request, typed)
    if voucher is None:
        wrong = _("This code does not work here, or not any more.")
        return show_basket(request, voucher_error=wrong, voucher_typed=typed, status=422)
    add_voucher(request.basket, voucher)  # type: ignore[attr-defined]
    messages.success(request, _("The code %(code)s is taken.") % {"code": voucher.code})
    return redirect("basket:summary")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    basket = request.basket  # type: ignore[attr-defined]
    if basket.pk:
        basket.vouchers.remove(*basket.vouchers.filter(pk=parse_id(request.POST.get("voucher", ""))))
    return redirect("basket:summary")

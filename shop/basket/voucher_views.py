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
from shop.basket.vouchers import add_voucher, find_voucher, takes_off


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    if not ratelimit.consume(request, action="voucher", key=_browser(request)):
        return too_many(request)
    typed = request.POST.get("code", "")[:128]
    voucher = find_voucher(request, typed)
    if voucher is None:
        wrong = _("This code does not work here, or not any more.")
        return show_basket(request, voucher_error=wrong, voucher_typed=typed, status=422)
    basket = request.basket  # type: ignore[attr-defined]
    add_voucher(basket, voucher)
    if takes_off(basket, voucher):
        messages.success(request, _("The code %(code)s is taken.") % {"code": voucher.code})
    else:
        sentence = _("The code %(code)s is good, but not for what is in the basket now.")
        messages.warning(request, sentence % {"code": voucher.code})
    return redirect("basket:summary")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    basket = request.basket  # type: ignore[attr-defined]
    voucher_id = parse_id(request.POST.get("voucher", ""))
    if basket.pk:
        basket.vouchers.remove(*basket.vouchers.filter(pk=voucher_id))
    return redirect("basket:summary")


def _browser(request: HttpRequest) -> str:
    """Return what tells this browser from others; a session is begun where there is none."""
    if request.session.session_key is None:
        request.session.create()
    return str(request.session.session_key)

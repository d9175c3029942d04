"""Voucher codes: Oscar's vouchers, with one answer for every code that does not work."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from oscar.apps.basket.models import Basket
from oscar.apps.voucher.models import Voucher

from community.people.fields import one_line
from shop.basket.contents import read_contents


def find_voucher(request: HttpRequest, code: str) -> Voucher | None:
    """Return a voucher that this person can use now; None alike for wrong, used and expired."""
    wanted = one_line(code).upper()
    voucher = Voucher.objects.filter(code=wanted).first() if wanted else None
    if voucher is None or not voucher.is_active():
        return None
    user = request.user if request.user.is_authenticated else AnonymousUser()
    available, _reason = voucher.is_available_to_user(user=user)
    return voucher if available else None


def add_voucher(basket: Basket, voucher: Voucher) -> None:
    if basket.pk is None:
        basket.save()
    basket.vouchers.add(voucher)


def takes_off(basket: Basket, voucher: Voucher) -> bool:
    """Say whether the voucher lowers the price of what is in the basket now."""
    read_contents(basket)
    return any(discount["voucher"] == voucher for discount in basket.voucher_discounts)

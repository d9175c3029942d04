"""The shop itself: where everything about it is, and what buyers read of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.sellers.powers import Power
from shop.desk.access import get_desk
from shop.desk.shop_forms import ShopForm
from shop.desk.views import draw
from shop.listings.changing import change_shop


@login_required
@require_safe
def shop(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request)
    page = {
        "may_edit": desk.may(Power.EDIT_SHOP),
        "sees_money": desk.may(Power.SEE_MONEY),
        "may_manage": desk.may(Power.MANAGE_TEAM),
        "is_member": desk.owner is None,
    }
    return draw(request, desk, "shop", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    if request.method != "POST":
        initial = {name: getattr(desk.seller, name) for name in ShopForm.base_fields}
        return draw(request, desk, "shop_words", {"form": ShopForm(initial=initial)})
    form = ShopForm(request.POST)
    if not form.is_valid():
        return draw(request, desk, "shop_words", {"form": form}, 422)
    change_shop(desk.seller, form.cleaned_data, desk.user, owner=desk.owner)
    messages.success(request, _("Saved."))
    return redirect("desk:shop")

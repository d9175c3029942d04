"""How a seller's goods get to the buyer: the ways, and one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from community.sellers.powers import Power
from shop.delivery.changing import LastMethod, save_method
from shop.delivery.models import DeliveryMethod
from shop.desk.access import Desk, get_desk
from shop.desk.delivery_forms import BandFormSet, MethodForm
from shop.desk.views import draw

Kind = DeliveryMethod.Kind
LAST = gettext_lazy(
    "This is the only way left: without one nothing can be bought. Add another one first."
)


@login_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request)
    page = {
        "methods": own_methods(desk).prefetch_related("bands"),
        "kinds": Kind.choices,
        "may_edit": desk.may(Power.EDIT_SHOP),
    }
    return draw(request, desk, "delivery", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    if kind not in Kind:
        raise Http404
    return edit(request, desk, DeliveryMethod(seller=desk.seller, kind=kind, position=9))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    return edit(request, desk, get_object_or_404(own_methods(desk), pk=pk))


def own_methods(desk: Desk) -> Any:
    return DeliveryMethod.objects.filter(seller=desk.seller)


def edit(request: HttpRequest, desk: Desk, method: DeliveryMethod) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = MethodForm(method.kind, posted, initial=initial_of(method))
    bands = bands_of(method, posted)
    if posted is not None and form.is_valid() and (bands is None or bands.is_valid()):
        for name, value in form.cleaned_data.items():
            setattr(method, name, value)
        try:
            save_method(method, bands.bands if bands else [], desk.user, owner=desk.owner)
        except LastMethod:
            form.add_error("is_active", LAST)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:delivery")
    page = {"method": method, "form": form, "bands": bands}
    return draw(request, desk, "delivery_method", page, 200 if posted is None else 422)


def initial_of(method: DeliveryMethod) -> dict[str, Any]:
    if method._state.adding:
        return {}
    return {name: getattr(method, name) for name in MethodForm.base_fields}


def bands_of(method: DeliveryMethod, posted: Any) -> Any:
    if method.kind != Kind.WEIGHT:
        return None
    kept = list(method.bands.values("up_to_g", "price")) if not method._state.adding else []
    return BandFormSet(posted, initial=kept, prefix="bands")

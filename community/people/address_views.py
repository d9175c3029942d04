from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.people.access import get_own_address, get_own_addresses
from community.people.address_form import AddressForm
from community.people.models import SavedAddress, User
from community.places.lookup import province_choices

ADDRESSES_AT_MOST = 20


@require_safe
@login_required
def addresses(request: HttpRequest) -> HttpResponse:
    provinces = dict(province_choices())
    found = [(address, provinces[address.province_code]) for address in get_own_addresses(request)]
    return render(
        request,
        "people/addresses.html",
        {"addresses": found, "is_full": len(found) >= ADDRESSES_AT_MOST},
    )


@login_required
def new_address(request: HttpRequest) -> HttpResponse:
    if get_own_addresses(request).count() >= ADDRESSES_AT_MOST:
        messages.error(request, _("You have many addresses already. Remove one first."))
        return redirect("customer:addresses")
    user = cast(User, request.user)
    return _edit(request, SavedAddress(user=user, name=user.name, phone=user.phone or ""))


@login_required
def address(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_own_address(request, pk))


@require_POST
@login_required
def delete_address(request: HttpRequest, pk: int) -> HttpResponse:
    get_own_address(request, pk).delete()
    messages.success(request, _("The address is removed."))
    return redirect("customer:addresses")


def _edit(request: HttpRequest, instance: SavedAddress) -> HttpResponse:
    form = AddressForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        form.save_for(cast(User, request.user))
        messages.success(request, _("The address is saved."))
        return redirect("customer:addresses")
    return render(request, "people/address.html", {"form": form, "is_new": instance.pk is None})

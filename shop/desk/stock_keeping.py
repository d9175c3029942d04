"""Keep some of a thing back from the shop for a market day, and put it back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_set_aside, get_own_stock
from shop.desk.stock_acts import by, tell_owner
from shop.desk.stock_keep_form import KeepForm, market_days_of
from shop.desk.stock_shelf import Shelf, shelf_of
from shop.desk.views import draw
from shop.stock.models import SetAside
from shop.stock.setting_aside import NothingKeptBack, give_back


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep some back for a market day; the same day again changes the number."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    shelf = shelf_of(get_own_stock(desk, pk))
    posted = request.POST if request.method == "POST" else None
    form = KeepForm(shelf.listing, market_days_of(desk.seller), posted)
    if form.is_valid() and keep_back(desk, shelf, form):
        messages.success(request, _("Kept back. What is left of it goes back by itself."))
        return redirect("desk:stock-book", pk)
    kept = SetAside.objects.filter(stock_record=shelf.variant.stock_record_id)
    page = {
        "shelf": shelf,
        "form": form,
        "kept": kept.filter(state=SetAside.State.OPEN).order_by("until"),
        "may_move": True,
    }
    return draw(request, desk, "stock_keep", page, 422 if form.is_bound else 200)


@transaction.atomic
def keep_back(desk: Desk, shelf: Shelf, form: KeepForm) -> bool:
    if not form.save(shelf, by(desk)):
        return False
    details = {"quantity": form.cleaned_data["quantity"], "until": str(form.until)}
    tell_owner(desk, shelf.variant, "stock.kept_back", **details)
    return True


@login_required
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what is left of it on sale again."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    kept = get_own_set_aside(desk, pk)
    variant = kept.stock_record.variant
    try:
        with transaction.atomic():
            give_back(kept, by(desk))
            tell_owner(desk, variant, "stock.put_back", until=str(kept.until))
    except NothingKeptBack:
        messages.info(request, _("It is back in the shop already."))
    else:
        messages.success(request, _("Back in the shop. Buyers can order it."))
    return redirect("desk:stock-book", variant.pk)

"""What the seller writes into the stock book by hand: stall sales, waste, new goods, counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_movement, get_own_stock
from shop.desk.stock_acts import by, marked, safe_back, sentence, told
from shop.desk.stock_forms import ChangeForm, SentForm, StallForm
from shop.desk.stock_refused import Meant, draw_refused
from shop.desk.stock_shelf import shelf_of
from shop.desk.views import draw
from shop.listings.models import Variant
from shop.stock.actors import By
from shop.stock.errors import BelowHeld, CannotUndo, StockError
from shop.stock.models import Movement
from shop.stock.moving import count, move
from shop.stock.selling import sell_at_stall
from shop.stock.undoing import is_by_hand, undo, undone

Why = Movement.Why


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sold(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a sale at the stall; a number that cannot be read is asked for again."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    variant = get_own_stock(desk, pk)
    form = StallForm(variant.listing, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return draw_form(request, desk, variant, "stock_sold", form)
    data = form.cleaned_data
    sent = {"key": data["key"], "happened_at": data["happened_at"]}
    try:
        with transaction.atomic():
            movement = told(
                desk,
                variant,
                sell_at_stall(variant.stock_record_id, data["quantity"], by(desk), **sent),
            )
    except BelowHeld as below:
        return draw_refused(request, desk, variant, below, Meant(Why.STALL_SALE, **sent))
    except StockError as error:
        form.add_error("quantity", str(sentence(error)))
        return draw_form(request, desk, variant, "stock_sold", form)
    way = marked(safe_back(request, variant), movement, f"goods-{variant.pk}")
    return HttpResponseRedirect(way)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down new goods, waste, own use, gifts, returns, a count or a correction."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    variant = get_own_stock(desk, pk)
    posted = request.POST if request.method == "POST" else None
    form = ChangeForm(variant.listing, posted, initial={"why": request.GET.get("why", "")})
    if not form.is_valid():
        return draw_form(request, desk, variant, "stock_change", form)
    try:
        with transaction.atomic():
            movement = told(desk, variant, write_change(variant, form, by(desk)))
    except BelowHeld as below:
        data = form.cleaned_data
        meant = Meant(form.reason[0], data["note"], data["key"], data["happened_at"])
        return draw_refused(request, desk, variant, below, meant)
    except StockError as error:
        form.add_error("quantity", str(sentence(error)))
        return draw_form(request, desk, variant, "stock_change", form)
    return redirect(marked(reverse("desk:stock-book", args=[pk]), movement))


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one line of the book back by another one, once."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    movement = get_own_movement(desk, pk)
    variant = movement.stock_record.variant
    if undone([movement]):
        messages.info(request, _("This line was taken back already."))
    else:
        return undo_or_say(request, desk, variant, movement)
    return redirect("desk:stock-book", variant.pk)


def undo_or_say(
    request: HttpRequest, desk: Desk, variant: Variant, movement: Movement
) -> HttpResponse:
    try:
        with transaction.atomic():
            told(desk, variant, undo(movement, by(desk)))
    except CannotUndo:
        messages.error(request, why_not(movement))
    except BelowHeld as below:
        return draw_refused(request, desk, variant, below, Meant(Why(movement.why)))
    except StockError as error:
        messages.error(request, str(sentence(error)))
    else:
        messages.success(request, taken_back(movement))
    return redirect("desk:stock-book", variant.pk)


def why_not(movement: Movement) -> str:
    if is_by_hand(movement):
        return _("It was counted after that, and the count holds. Nothing was taken back.")
    return _("This line cannot be taken back. Write a correction instead.")


def taken_back(movement: Movement) -> str:
    done = _("Taken back. Both lines stay in the book.")
    if not movement.drawn.exists():
        return done
    kept = _("What was kept back for a market day is kept back again, unless the day is over.")
    return f"{done} {kept}"


def write_change(variant: Variant, form: ChangeForm, who: By) -> Movement:
    why, sign = form.reason
    data = form.cleaned_data
    record = variant.stock_record_id
    told: dict[str, Any] = {"note": data["note"], "key": data["key"]}
    if sign == 0:
        return count(record, data["quantity"], who, counted_at=data["happened_at"], **told)
    told["happened_at"] = data["happened_at"]
    return move(record, sign * data["quantity"], why, who, **told)


def draw_form(
    request: HttpRequest, desk: Desk, variant: Variant, name: str, form: SentForm
) -> HttpResponse:
    page = {"shelf": shelf_of(variant), "form": form, "back": safe_back(request, variant)}
    return draw(request, desk, name, page, 422 if form.is_bound else 200)

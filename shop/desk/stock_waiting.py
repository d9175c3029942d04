"""What to do with a change that has no room: after the open orders, or gone all the same."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.people.fields import LineField
from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_stock, get_own_wish
from shop.desk.stock_acts import by, tell_owner
from shop.desk.stock_forms import SentForm
from shop.listings.models import Variant
from shop.stock.actors import By
from shop.stock.models import Movement, Pending
from shop.stock.waiting import WishIsOver, after_open_orders, give_up, take_off_what_is_gone
from shop.stock.writing import MOST

TAKEN_OFF = [
    (why.value, why.label)
    for why in Movement.Why
    if why not in {Movement.Why.OPENING, Movement.Why.SALE, Movement.Why.RESTOCK}
]


class AfterForm(SentForm):
    """What the seller chose on the page that explains why not now; numbers as the book counts."""

    act = forms.ChoiceField(choices=[("after", ""), ("gone", "")])
    amount = forms.IntegerField(min_value=0, max_value=MOST)
    why = forms.ChoiceField(choices=TAKEN_OFF)
    note = LineField(max_length=200, required=False)


@login_required
@require_POST
def after(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the change until there is room for it."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    variant = get_own_stock(desk, pk)
    form = AfterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was written. Please say it once more."))
        return redirect("desk:stock-change", pk)
    with transaction.atomic():
        done = write_wish(variant, form, by(desk))
        tell_once(desk, variant, form, done)
    if isinstance(done, Pending) and done.state != Pending.State.DONE:
        messages.success(request, _("Kept. The book is put right by itself as goods come free."))
    else:
        messages.success(request, _("Written down: there was room for it now."))
    return redirect("desk:stock-book", pk)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a correction that waits."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    wish = get_own_wish(desk, pk)
    variant = wish.stock_record.variant
    try:
        with transaction.atomic():
            give_up(wish)
            tell_owner(desk, variant, "stock.wait_ended", wanted=wish.wanted)
    except WishIsOver:
        messages.info(request, _("It was carried out or given up already."))
    else:
        messages.success(request, _("Given up. Nothing more is taken off."))
    return redirect("desk:stock-book", variant.pk)


def tell_once(
    desk: Desk, variant: Variant, form: AfterForm, done: Pending | Movement | None
) -> None:
    if done is None or done.is_repeat:
        return
    data = form.cleaned_data
    if data["act"] == "after":
        tell_owner(desk, variant, "stock.waits", wanted=data["amount"])
    else:
        tell_owner(desk, variant, "stock.moved", why=data["why"], change=-data["amount"])


def write_wish(variant: Variant, form: AfterForm, who: By) -> Pending | Movement | None:
    data = form.cleaned_data
    record, note = variant.stock_record_id, data["note"]
    if data["act"] == "after":
        return after_open_orders(record, data["amount"], who, note=note, key=data["key"])
    why = Movement.Why(data["why"])
    sent = {"note": note, "key": data["key"], "happened_at": data["happened_at"]}
    return take_off_what_is_gone(record, max(data["amount"], 1), why, who, **sent)

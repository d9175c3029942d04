"""A shop says what speaks for it, in words and with photos, while a dispute runs."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from community.private.paper_field import PaperField
from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk, get_own_order
from shop.desk.views import draw
from shop.disputes.access import evidence_for, get_own_dispute
from shop.disputes.complaining import add_evidence
from shop.disputes.errors import DisputeError
from shop.disputes.models import Dispute, Evidence
from shop.purchases.models import SellerOrder
from shop.refunds import photos


class WordForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What speaks for your shop"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what speaks for you.")},
    )
    photo = PaperField(label=gettext_lazy("A photo of it"), required=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Show a dispute about one's own order, and take what the shop says to it."""
    desk = get_desk(request, Power.SEE_MONEY)
    order = get_own_order(desk, number)
    found = get_own_dispute(order, pk)
    if request.method != "POST":
        return _draw(request, desk, order, found, WordForm())
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        return _draw(request, desk, order, found, form)
    try:
        _say(desk, order, found, form)
    except DisputeError:
        messages.error(request, _("Nothing was changed: it is decided already."))
    else:
        messages.success(request, _("Written down. The market reads it."))
    return redirect("desk:dispute", number, pk)


@transaction.atomic
def _say(desk: Desk, order: SellerOrder, found: Dispute, form: WordForm) -> None:
    text, upload = form.cleaned_data["text"], form.cleaned_data["photo"]
    key = uuid4() if upload else None
    said = add_evidence(found, Evidence.Of.SELLER, text, desk.user)
    if said:
        Evidence.objects.filter(pk=said.pk).update(seller_order=order, photo_key=key)
    if key:
        photos.seal(key, upload)


def _draw(
    request: HttpRequest, desk: Desk, order: SellerOrder, found: Dispute, form: WordForm
) -> HttpResponse:
    page = {
        "order": order,
        "dispute": found,
        "evidence": evidence_for(order, found).select_related("by"),
        "form": form,
        "section": "order",
    }
    return draw(request, desk, "dispute", page, 422 if request.method == "POST" else 200)

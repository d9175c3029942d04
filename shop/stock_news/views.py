"""“Tell me when it is back”, without an account too."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.errors import too_many
from shop.listings.models import Variant
from shop.stock_news.access import get_variants
from shop.stock_news.asking import ask, can_be_bought
from shop.stock_news.errors import AskedTooOften, NewsError, NoWayToTell, ThereNow
from shop.stock_news.forms import TellMeForm


@require_http_methods(["GET", "HEAD", "POST"])
def tell_me(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the wish and go back to the goods; `pk` is the listing's product, as in its address."""
    variants = get_variants(pk)
    listing = variants[0].listing
    missing = [variant for variant in variants if not can_be_bought(variant)]
    if not missing:
        messages.success(request, _("It is there again. You can put it in your basket now."))
        return redirect(listing.get_absolute_url())
    form = _form(request, missing)
    if request.method != "POST" or not form.is_valid():
        return _page(request, missing, form)
    if not ratelimit.consume(request, action="tell_me"):
        return too_many(request)
    return _keep(request, missing, form)


def _keep(request: HttpRequest, missing: list[Variant], form: TellMeForm) -> HttpResponse:
    variant = _chosen(missing, form.cleaned_data.get("variant", ""))
    to = form.cleaned_data.get("contact", "")
    user = request.user if request.user.is_authenticated else None
    try:
        ask(variant, get_language() or "th", user=user, to=to)
    except ThereNow:
        messages.success(request, _("It is there again. You can put it in your basket now."))
    except NewsError as error:
        if user and isinstance(error, AskedTooOften):
            sentence = _("You wait for 20 things already. Stop one of them, then ask again.")
            messages.warning(request, sentence)
            return redirect("stock_news:waiting")
        form.add_error(None if user else "contact", _sentence(error))
        return _page(request, missing, form)
    else:
        messages.success(request, _("Good. We tell you once, as soon as it is back."))
    return redirect(variant.listing.get_absolute_url())


def _form(request: HttpRequest, missing: list[Variant]) -> TellMeForm:
    return TellMeForm(
        missing,
        request.POST if request.method == "POST" else None,
        has_account=request.user.is_authenticated,
        initial={"variant": request.GET.get("variant", "")},
    )


def _page(request: HttpRequest, missing: list[Variant], form: TellMeForm) -> HttpResponse:
    context = {"listing": missing[0].listing, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "stock_news/tell_me.html", context, status=status)


def _chosen(missing: list[Variant], product_id: str) -> Variant:
    return next((one for one in missing if str(one.product_id) == product_id), missing[0])


def _sentence(error: NewsError) -> str:
    if isinstance(error, AskedTooOften):
        return _("You wait for 20 things already. Each message from us has a link to end them.")
    if isinstance(error, NoWayToTell):
        return _("Your account has no way to be told. Write a number or an e-mail in it first.")
    return _("This did not work. Please try again.")

"""A buyer reports goods, and reads the answer."""

from __future__ import annotations

from uuid import UUID

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.listings.models import Listing
from shop.moderation import reporting
from shop.moderation.access import get_listing_on_sale, get_own_report
from shop.moderation.forms import ReportForm


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is wrong with goods that everybody can see; `pk` is that of the product."""
    listing = get_listing_on_sale(pk)
    if request.method != "POST":
        return draw(request, listing, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return draw(request, listing, form, status=422)
    if ratelimit.consume(request, app="allauth.account", action="report_goods") is None:
        form.add_error(None, _("That is many reports from here. Please send it in an hour."))
        return draw(request, listing, form, status=429)
    reporter = request.user if request.user.is_authenticated else None
    data = form.cleaned_data
    sent = reporting.send(listing, data["why"], data["text"], reporter)
    return redirect("moderation:answer", sent.key)


@never_cache
@require_safe
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what was reported and what staff said to it, to whoever has the link."""
    return render(request, "shop/report_answer.html", {"report": get_own_report(key)})


def draw(
    request: HttpRequest, listing: Listing, form: ReportForm, status: int = 200
) -> HttpResponse:
    page = {"listing": listing, "form": form}
    return render(request, "shop/report.html", page, status=status)

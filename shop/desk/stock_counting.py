"""Count on the telephone: one line after the other."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.desk.access import get_desk
from shop.desk.stock_access import get_own_line, get_own_take
from shop.desk.stock_acts import by, sentence
from shop.desk.stock_take_forms import CountForm
from shop.desk.stock_take_list import take_lines
from shop.desk.views import draw
from shop.stock.errors import StockError, TakeIsOver
from shop.stock.models import StockTake
from shop.stock.taking import write_count


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int, line_id: int) -> HttpResponse:
    """Write one count; a number that cannot be read is asked for again."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    take = get_own_take(desk, pk)
    counted = get_own_line(take, line_id)
    listing = counted.stock_record.variant.listing
    form = CountForm(
        listing,
        request.POST if request.method == "POST" else None,
        initial={"counted": counted.counted},
    )
    if form.is_valid():
        data = form.cleaned_data
        sent = {"counted_at": data["happened_at"], "key": data["key"]}
        try:
            write_count(take, counted.stock_record_id, data["counted"], by(desk), **sent)
        except TakeIsOver:
            return is_over(request, take)
        except StockError as error:
            form.add_error("counted", str(sentence(error)))
        else:
            return next_line(request, take, line_id)
    page = {
        "take": take,
        "one": take_lines([counted])[0],
        "form": form,
        "back": way_back(request, take),
    }
    return draw(request, desk, "stock_count", page, 422 if form.is_bound else 200)


def is_over(request: HttpRequest, take: StockTake) -> HttpResponse:
    messages.error(request, _("This count is over already. Nothing was written."))
    return redirect("desk:stock-take", take.pk)


def next_line(request: HttpRequest, take: StockTake, line_id: int) -> HttpResponse:
    parts = urlsplit(way_back(request, take))
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "counted"]
    query.append(("counted", str(line_id)))
    return HttpResponseRedirect(f"{parts.path}?{urlencode(query)}")


def way_back(request: HttpRequest, take: StockTake) -> str:
    """Return this take's page, as it was narrowed."""
    own = reverse("desk:stock-take", args=[take.pk])
    asked = urlsplit((request.POST.get("back") or request.GET.get("back", ""))[:500])
    is_own = (asked.scheme, asked.netloc, asked.path) == ("", "", own)
    return f"{own}?{asked.query}" if is_own and asked.query else own

"""The seller's goods: find them, and do something to one or to many."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_own_listing, get_own_listings
from shop.desk.goods_acts import ACTS, MOST, act_on
from shop.desk.goods_done import say
from shop.desk.goods_list import read_goods
from shop.desk.goods_numbers import read_numbers
from shop.desk.goods_search import Asked
from shop.desk.goods_words import PER_PAGE_CHOICES, SHOW_CHOICES, SORT_CHOICES
from shop.desk.views import draw
from shop.listings.models import Listing

LONGEST_QUERY_STRING = 600


@login_required
@require_safe
def goods(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request)
    asked = Asked.read(request.GET)
    listed = read_goods(desk, asked, request.GET.get("page", "1"))
    page = {
        "asked": asked,
        "listed": listed,
        "page_obj": listed.page,
        "shows": SHOW_CHOICES,
        "sorts": SORT_CHOICES,
        "per_pages": PER_PAGE_CHOICES,
        "may_list": desk.may(Power.LIST_PRODUCTS),
        "may_count": desk.may(Power.MANAGE_STOCK),
    }
    return draw(request, desk, "goods", page)


@login_required
@require_safe
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who looked at one thing and what was sold of it, and what to improve."""
    desk = get_desk(request)
    listing = get_own_listing(desk, pk)
    page = {
        "listing": listing,
        "numbers": read_numbers(listing),
        "may_list": desk.may(Power.LIST_PRODUCTS),
        "sees_money": desk.sees_money,
    }
    return draw(request, desk, "listing_numbers", page)


@login_required
@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Do what the pressed button says to all that are ticked, or to the one it stands beside."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    act, picked = _pressed(request)
    listings = get_own_listings(desk, picked)
    if act not in ACTS:
        messages.error(request, _("Nothing was changed. Choose what to do with them."))
    elif not listings:
        messages.error(request, _("Tick the goods first, then choose what to do with them."))
    else:
        return _do(request, desk, act, listings)
    return _back(request)


def _do(request: HttpRequest, desk: Desk, act: str, listings: list[Listing]) -> HttpResponse:
    told = act_on(desk, act, listings)
    say(request, act, told)
    if len(told.copies) == 1:
        return redirect("desk:listing", told.copies[0].pk)
    return _back(request)


def _pressed(request: HttpRequest) -> tuple[str, list[int]]:
    """Return the act and the goods: "pause 12" is the button of one, "pause" that of all."""
    act, _space, one = request.POST.get("act", "").partition(" ")
    picked = [one] if one else request.POST.getlist("pick")[:MOST]
    return act, [int(pk) for pk in picked if pk.isascii() and pk.isdigit() and len(pk) < 16]


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the list as it was filtered."""
    typed = QueryDict(request.POST.get("back", "")[:LONGEST_QUERY_STRING])
    query = f"?{typed.urlencode()}" if typed else ""
    return redirect(f"{reverse('desk:goods')}{query}#list")

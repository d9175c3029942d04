"""One listing of the seller's: what it says, whether it sells."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_any_listing, get_own_listing
from shop.desk.goods_list import shown, with_shelf
from shop.desk.listing_conflict import merged
from shop.desk.listing_forms import ListingWordsForm
from shop.desk.listing_page import Typed, draw_listing, seen_version
from shop.desk.views import draw
from shop.listings.changing import (
    CannotMove,
    Edited,
    NotReady,
    change_words,
    move_listing,
    publish,
)
from shop.listings.models import Listing
from shop.moderation.gate import withdrawn_by

State = Listing.State
MOVES = {"pause": State.PAUSED, "archive": State.ARCHIVED, "back": State.PAUSED}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one listing; a POST changes what it says."""
    desk = get_desk(request)
    if request.method != "POST":
        return _draw(request, desk, get_any_listing(desk, pk))
    listing = get_own_listing(desk, pk)
    get_desk(request, Power.LIST_PRODUCTS)
    form = ListingWordsForm(request.POST, listing=listing)
    if not form.is_valid():
        return draw_listing(request, desk, listing, _wrong(request, form), 422)
    try:
        return _write(request, desk, form, seen_version(request))
    except Edited as edited:
        return _write_both(request, desk, edited.listing)


def _draw(request: HttpRequest, desk: Desk, listing: Listing) -> HttpResponse:
    """Draw it to be changed; what staff took off sale is only read, with the reason."""
    if listing.state != State.WITHDRAWN:
        return draw_listing(request, desk, listing)
    page = {
        "goods": shown(with_shelf(Listing.objects.filter(pk=listing.pk)).get()),
        "look": withdrawn_by(listing),
    }
    return draw(request, desk, "listing_withdrawn", page)


def _wrong(request: HttpRequest, form: ListingWordsForm) -> Typed:
    """Return what was typed; from an older page over what somebody else wrote meanwhile."""
    if seen_version(request) == form.listing.version:
        return Typed(words=form)
    both = merged(request.POST, form.listing)
    return Typed(words=both.form, clashes=both.clashes, is_older=True)


def _write(request: HttpRequest, desk: Desk, form: ListingWordsForm, version: int) -> HttpResponse:
    """Write the words. Raises Edited."""
    listing = form.listing
    words = form.words()
    if change_words(listing, words, desk.user, owner=desk.owner, seen_version=version):
        messages.success(request, _("Saved."))
    else:
        messages.info(request, held_text())
    return redirect("desk:listing", listing.pk)


def _write_both(request: HttpRequest, desk: Desk, now: Listing) -> HttpResponse:
    """Keep what only one of two wrote; where both did, show both and save nothing."""
    both = merged(request.POST, now)
    if both.clashes or not both.form.is_valid():
        typed = Typed(words=both.form, clashes=both.clashes, is_older=True)
        return draw_listing(request, desk, now, typed, 409)
    if both.kept:
        said = _("Somebody else changed this meanwhile, and it stays: %(names)s.")
        messages.info(request, said % {"names": ", ".join(both.kept)})
    try:
        return _write(request, desk, both.form, now.version)
    except Edited as again:  # somebody is very busy: show what it says by now
        typed = Typed(words=both.form, is_older=True)
        return draw_listing(request, desk, again.listing, typed, 409)


@login_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, pause, put away or take back, as the pressed button says."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    wanted = request.POST.get("move", "")
    try:
        if wanted == "publish":
            _publish(request, desk, listing)
        elif wanted in MOVES:
            move_listing(listing, MOVES[wanted], desk.user, owner=desk.owner)
    except NotReady as wrong:
        return draw_listing(request, desk, listing, Typed(not_ready=wrong.missing), 422)
    except CannotMove:
        messages.error(request, _("Nothing was changed: it is like that already."))
    return redirect("desk:goods") if wanted == "archive" else redirect("desk:listing", pk)


def _publish(request: HttpRequest, desk: Desk, listing: Listing) -> None:
    if publish(listing, desk.user, owner=desk.owner) == State.REVIEW:
        messages.info(request, _("The market looks at it first. It goes on sale by itself then."))
    elif listing.is_on_sale:
        messages.success(request, _("On sale now. Buyers can find it."))


def held_text() -> str:
    return _("The market looks at this change first. Until then buyers see it as it was.")

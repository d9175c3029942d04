"""The page behind an invitation's link: who invites into what, and the one button."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.people.models import User
from community.sellers.access import CURRENT_SELLER
from community.sellers.models import Seller, SellerMember
from community.teams import accepting
from community.teams.errors import AlreadyIn, InvitationError, UnknownInvitation
from community.teams.models import Invitation
from community.teams.sentences import sentence_for

Into = Invitation.Into
IN_SESSION = "invitation"
# The secret of the link while its person logs in: in the session, never in an address.
KEPT = "invitation_secret"


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show an invitation to whoever has its link; accept it when its person says so."""
    try:
        found = accepting.find(secret)
    except UnknownInvitation as error:
        return _draw(request, {"problem": sentence_for(error), "kind": "unknown"}, status=404)
    if request.method == "POST" and "other" in request.POST:
        logout(request)
    if request.session.get(KEPT) != secret:
        request.session[KEPT] = secret
    return _open(request, found)


@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """Go on with the link that this person opened before the log-in."""
    if secret := request.session.get(KEPT):
        return invitation(request, secret)
    problem = _("Open the link in the message that invites you once more.")
    return _draw(request, {"problem": problem, "kind": "unknown"}, status=404)


def _open(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        accepting.refuse_ended(found)
        if request.method == "POST" and not request.user.is_authenticated:
            return redirect_to_login(reverse("teams:kept"))
        if request.user.is_authenticated:
            accepting.refuse_others(found, request.user)
            if request.method == "POST":
                return _accept(request, found)
    except InvitationError as error:
        kind = type(error).__name__.lower()
        page = {"problem": _problem(error), "kind": kind, "by": getattr(error, "by", "")}
        return _draw(request, page, status=410 if kind in {"used", "expired"} else 403)
    return _draw(request, {"invitation": found, "shops": _own_shops(request, found)})


def _accept(request: HttpRequest, found: Invitation) -> HttpResponseRedirect:
    user = cast(User, request.user)
    chosen = request.POST.get("shop", "")
    shop = next((own for own in _own_shops(request, found) if own.slug == chosen), None)
    accepting.accept(found, user, shop)
    request.session.pop(KEPT, None)
    if found.into == Into.TEAM:
        request.session[CURRENT_SELLER] = found.seller_id
        messages.success(request, _("Welcome to the team."))
        return redirect("desk:today")
    if found.into == Into.COMMUNITY:
        messages.success(request, _("Welcome. You belong to this community now."))
        place = found.community
        if place is not None and place.state == place.State.APPROVED:
            return redirect(place)
        return redirect("customer:home")
    if shop is not None:
        messages.success(request, _("Done: the shop sells under this community now."))
        return redirect("desk:today")
    request.session[IN_SESSION] = found.pk
    return redirect("joining:start")


def _problem(error: InvitationError) -> str:
    if isinstance(error, AlreadyIn):
        return _("You are in already. There is nothing to do.")
    return sentence_for(error)


def _own_shops(request: HttpRequest, found: Invitation) -> QuerySet[Seller]:
    """Return the shops that this person could bring under the community."""
    if found.into != Into.SELLING or not request.user.is_authenticated:
        return Seller.objects.none()
    own = Seller.objects.filter(
        members__user=request.user.pk, members__role=SellerMember.Role.OWNER
    )
    return own.exclude(state=Seller.State.CLOSED).exclude(communities=found.community_id)


def _draw(request: HttpRequest, page: dict[str, Any], status: int = 200) -> HttpResponse:
    shown = {**page, "path": request.path, "here": reverse("teams:kept")}
    return render(request, "teams/invitation.html", shown, status=status)

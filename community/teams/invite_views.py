"""The pages that invite: the form, sending again, taking back. As in team_views."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.sellers.models import Seller
from community.teams import inviting
from community.teams.access import get_invitation
from community.teams.errors import InvitationError
from community.teams.forms import SELLING, InviteForm
from community.teams.house import House
from community.teams.models import Invitation
from community.teams.sentences import sentence_for
from community.teams.team_views import draw, posted

APP = "allauth.account"


def invite(request: HttpRequest, house: House) -> HttpResponse:
    """Invite a person, and show the link once: it can be passed on by hand, too."""
    house.require_manager()
    form = InviteForm(house.place, posted(request))
    if request.method == "POST" and form.is_valid() and _may_send(request, form):
        try:
            sent, link = _invite(house, form.cleaned_data)
        except InvitationError as error:
            form.add_error("reach", sentence_for(error))
        else:
            return draw(request, house, "sent", {"invitation": sent, "link": link})
    status = 422 if form.is_bound else 200
    return draw(request, house, "invite", {"form": form}, status)


def send_again(request: HttpRequest, house: House, pk: int) -> HttpResponse:
    house.require_manager()
    found = get_invitation(house.place, pk)
    if not _counted(request):
        messages.error(request, too_many_today())
        return redirect(house.routes)
    try:
        link = inviting.send_again(found, house.user)
    except InvitationError as error:
        messages.error(request, sentence_for(error))
        return redirect(house.routes)
    return draw(request, house, "sent", {"invitation": found, "link": link})


def withdraw(request: HttpRequest, house: House, pk: int) -> HttpResponse:
    house.require_manager()
    found = get_invitation(house.place, pk)
    try:
        inviting.withdraw(found, house.user)
    except InvitationError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, _("Taken back. The link opens nothing any more."))
    return redirect(house.routes)


def too_many_today() -> str:
    return _("Many invitations went out today. Send the next ones tomorrow.")


def _invite(house: House, cleaned: dict[str, Any]) -> tuple[Invitation, str]:
    reach: dict[str, str] = {**cleaned["reach"], "name": cleaned["name"]}
    role: str = cleaned["role"]
    if isinstance(house.place, Seller):
        return inviting.invite_to_team(house.place, house.user, role, **reach)
    if role == SELLING:
        return inviting.invite_to_sell(house.place, house.user, **reach)
    return inviting.invite_to_community(house.place, house.user, role, **reach)


def _may_send(request: HttpRequest, form: InviteForm) -> bool:
    """Count this sending; beyond the limit say so beside the number."""
    if _counted(request):
        return True
    form.add_error("reach", too_many_today())
    return False


def _counted(request: HttpRequest) -> bool:
    # Each may cost an SMS: nobody sends them to all the world.
    use = ratelimit.consume(request, app=APP, action="invite", user=request.user)
    return use is not None

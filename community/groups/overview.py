"""What a manager sees first: who is here, what waits, what comes, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.groups.models import Community
from community.joining.models import Application
from community.sellers.models import Seller

State = Application.State
WAITING = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_ASKED)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Missing:
    """What buyers would like to see, and the page where it is written."""

    text: str
    route: str


def sellers_of(community: Community) -> QuerySet[Seller]:
    sellers = Seller.objects.filter(communities=community).exclude(state=Seller.State.CLOSED)
    return sellers.select_related("province").order_by("name_th", "pk")


def waiting_for(community: Community) -> QuerySet[Application]:
    """Return who has asked to sell under the community: their names and states, no more."""
    found = Application.objects.filter(community=community, state__in=WAITING)
    return found.only("name_th", "name_en", "state", "submitted_at").order_by("submitted_at", "pk")


def missing_of(community: Community) -> list[Missing]:
    wanted = [
        (community.story_th, _("The story in Thai"), "groups:story"),
        (community.story_en, _("The story in English"), "groups:story"),
        (community.cover_key, _("A picture"), "groups:cover"),
        (community.latitude, _("The place on the map"), "groups:place"),
        (community.pickup_place, _("Where orders are collected"), "groups:pickup"),
        (community.market_days or not community.is_market, _("Market days"), "groups:market-days"),
    ]
    return [Missing(text, route) for value, text, route in wanted if not value]

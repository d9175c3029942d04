"""Where orders are collected: rows in an order, the first of them kept on the community."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from community.groups.models import Community, PickupPlace

MOST = 12
LINE = Community._meta.get_field("pickup_place").max_length


class Full(Exception):
    """The community has as many places as a page can show."""


@transaction.atomic
def keep(place: PickupPlace) -> None:
    """Save a place, a new one behind the last. Locks the community. Raises Full."""
    _lock(place.community_id)
    if place._state.adding:
        others = PickupPlace.objects.filter(community=place.community_id)
        if others.count() >= MOST:
            raise Full
        last = others.aggregate(last=Max("position"))["last"]
        place.position = 0 if last is None else last + 1
    place.save()
    _say_first(place.community_id)


@transaction.atomic
def remove(place: PickupPlace) -> None:
    _lock(place.community_id)
    place.delete()
    _say_first(place.community_id)


@transaction.atomic
def move_up(place: PickupPlace) -> None:
    """Change places with the one before; the first stays the first."""
    _lock(place.community_id)
    places = list(PickupPlace.objects.filter(community=place.community_id))
    index = [one.pk for one in places].index(place.pk)
    if index:
        places[index - 1 : index + 1] = [places[index], places[index - 1]]
    _write_positions(places)
    _say_first(place.community_id)


def line_of(place: PickupPlace) -> str:
    """Return the place in Thai on one line, as it is frozen on an order."""
    return " · ".join(filter(None, [place.name_th, place.where, place.when]))[:LINE]


def _lock(community_id: int) -> None:
    Community.objects.select_for_update().get(pk=community_id)


def _write_positions(places: Iterable[PickupPlace]) -> None:
    for position, place in enumerate(places):
        place.position = position
        place.save(update_fields=["position"])


def _say_first(community_id: int) -> None:
    first = PickupPlace.objects.filter(community=community_id).first()
    line = line_of(first) if first else ""
    Community.objects.filter(pk=community_id).update(pickup_place=line)

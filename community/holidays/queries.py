"""Who takes no orders on a day, and when they open again.

A seller is closed on its own holidays, and while every community it belongs to has one: who
sells under two markets is open while one of them is (docs/adr/0018).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.groups.models import Community
from community.holidays.models import Holiday
from community.places.models import in_language
from community.sellers.models import Seller

A_DAY = timedelta(days=1)
Calendar: TypeAlias = "dict[int | None, list[Holiday]]"


@dataclass(frozen=True, slots=True)
class Closed:
    """A seller takes no orders until the last day, included."""

    last_day: date
    note_th: str = ""
    note_en: str = ""

    @property
    def opens(self) -> date:
        return self.last_day + A_DAY

    @property
    def note(self) -> str:
        return in_language(self.note_th, self.note_en)


def holiday_of(seller: Seller, day: date | None = None) -> Closed | None:
    """Return why the seller is closed on the day (today in Thai time), or None."""
    return on_holiday([seller.pk], day).get(seller.pk)


def on_holiday(seller_ids: Iterable[int], day: date | None = None) -> dict[int, Closed]:
    """Return those of the sellers that are closed on the day, in at most two queries."""
    ids = set(seller_ids)
    theirs = Q(seller__in=ids) | Q(community__sellers__in=ids)
    return _closed(coming_holidays(day).filter(theirs).distinct(), ids, day)


def may_be_closed(seller: str, day: date | None = None) -> Exists:
    """Return an annotation: whether it is worth asking on_holiday. `seller` is a path to its key.

    True where the seller, or any community of it, has a holiday on the day.
    """
    day = day or timezone.localdate()
    own = Q(seller=OuterRef(seller)) | Q(community__sellers=OuterRef(seller))
    return Exists(Holiday.objects.filter(own, first_day__lte=day, last_day__gte=day))


def everybody_on_holiday(
    day: date | None = None, coming: Iterable[Holiday] | None = None
) -> dict[int, Closed]:
    """Return on_holiday for every seller there is, from the holidays to come."""
    return _closed(coming_holidays(day) if coming is None else coming, None, day)


def coming_holidays(day: date | None = None) -> QuerySet[Holiday]:
    """Return everybody's holidays that are not over on the day, the next first."""
    day = day or timezone.localdate()
    return Holiday.objects.filter(last_day__gte=day).order_by("first_day", "pk")


def by_community(holidays: Iterable[Holiday]) -> dict[int, list[Holiday]]:
    found: dict[int, list[Holiday]] = defaultdict(list)
    for holiday in holidays:
        if holiday.community_id is not None:
            found[holiday.community_id].append(holiday)
    return dict(found)


def closed_on(holidays: Iterable[Holiday], day: date) -> Closed | None:
    """Return the one of a community's holidays that the day is in."""
    return _last(holidays, day)


def _closed(found: Iterable[Holiday], ids: set[int] | None, day: date | None) -> dict[int, Closed]:
    """Read those to come as well: a holiday may begin on the day after another ends."""
    day = day or timezone.localdate()
    own: Calendar = defaultdict(list)
    shared: Calendar = defaultdict(list)
    for holiday in found:
        (own if holiday.seller_id else shared)[holiday.seller_id or holiday.community_id].append(
            holiday
        )
    belongs = _communities_of(shared, ids) if shared else {}
    sellers = {pk for pk in {*own, *belongs} if pk is not None and (ids is None or pk in ids)}
    closed = {pk: _until(own.get(pk, []), shared, belongs.get(pk, []), day) for pk in sellers}
    return {pk: until for pk, until in closed.items() if until}


def _communities_of(
    shared: Mapping[int | None, object], ids: set[int] | None
) -> dict[int, list[int]]:
    """Return the approved communities of each seller that is in one of the shared ones."""
    rows = Seller.communities.through.objects.filter(
        community__state=Community.State.APPROVED,
        seller__communities__in=[pk for pk in shared if pk is not None],
    ).distinct()
    if ids is not None:
        rows = rows.filter(seller__in=ids)
    found: dict[int, list[int]] = defaultdict(list)
    for seller_id, community_id in rows.values_list("seller_id", "community_id"):
        found[seller_id].append(community_id)
    return found


def _until(
    own: list[Holiday], shared: Calendar, communities: list[int], day: date
) -> Closed | None:
    """Return the end of what closes the seller on the day and, without a gap, after it."""
    closed: Closed | None = None
    while now := _last(own, day) or _all_closed(shared, communities, day):
        closed = closed or now
        closed = Closed(now.last_day, closed.note_th, closed.note_en)
        day = now.opens
    return closed


def _all_closed(shared: Calendar, communities: list[int], day: date) -> Closed | None:
    ends = [_last(shared.get(pk, []), day) for pk in communities]
    known = [one for one in ends if one]
    if not known or len(known) < len(ends):
        return None
    return min(known, key=lambda one: one.last_day)


def _last(holidays: Iterable[Holiday], day: date) -> Closed | None:
    for one in holidays:
        if one.first_day <= day <= one.last_day:
            return Closed(one.last_day, one.note_th, one.note_en)
    return None

"""Set holidays, and end them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.audit.recording import record
from community.groups.models import Community
from community.holidays.models import Holiday
from community.holidays.queries import A_DAY
from community.people.models import User
from community.sellers.models import Seller


class Overlaps(Exception):
    """Some of the days are a holiday already. Carries it."""

    def __init__(self, holiday: Holiday) -> None:
        super().__init__(holiday.pk)
        self.holiday = holiday


@transaction.atomic
def set_holiday(holiday: Holiday) -> None:
    """Save a new holiday. Locks whose it is: of two at once the second sees the first.

    Raises Overlaps.
    """
    of = holiday.of
    type(of)._default_manager.select_for_update().get(pk=of.pk)
    others = coming(of).filter(first_day__lte=holiday.last_day)
    if other := others.filter(last_day__gte=holiday.first_day).first():
        raise Overlaps(other)
    holiday.save()
    _record(holiday, "holiday.set", holiday.created_by)


@transaction.atomic
def end_holiday(holiday: Holiday, by: User) -> None:
    """Open again today; take back a holiday that has not begun."""
    today = timezone.localdate()
    _record(holiday, "holiday.ended", by)
    if holiday.first_day < today:
        Holiday.objects.filter(pk=holiday.pk).update(last_day=today - A_DAY)
    else:
        Holiday.objects.filter(pk=holiday.pk).delete()


def coming(of: Seller | Community, day: date | None = None) -> QuerySet[Holiday]:
    """Return the holidays that are not over, the next first."""
    whose = {"seller": of} if isinstance(of, Seller) else {"community": of}
    return Holiday.objects.filter(**whose, last_day__gte=day or timezone.localdate())


def close_with(community: Community) -> QuerySet[Seller]:
    """Return the sellers who close with the community: those who sell under no other."""
    approved = Community.objects.filter(state=Community.State.APPROVED)
    others = approved.exclude(pk=community.pk)
    sellers = Seller.objects.filter(communities=community, state=Seller.State.APPROVED)
    return sellers.exclude(communities__in=others)


def _record(holiday: Holiday, verb: str, by: User) -> None:
    record(
        by,
        verb,
        holiday.of,
        seller_id=holiday.seller_id,
        first_day=str(holiday.first_day),
        last_day=str(holiday.last_day),
    )

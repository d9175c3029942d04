"""What waits for each seller that a helper helps, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from community.assistance.current import grants_in_force
from community.assistance.models import Grant, Helper
from community.joining.access import EDITABLE
from community.joining.models import Answer, Application
from community.joining.moves import OPEN
from community.sellers.models import Seller
from community.sellers.powers import Power
from shop.certificates.models import Certificate
from shop.desk.shelf import low_counts
from shop.purchases.models import SellerOrder

State = SellerOrder.State
ENDING_DAYS = 30  # a certificate's owner needs about a month for a new one
LAST_DAYS = 14  # of a grant: time to ask again


@dataclass(frozen=True)
class Helped:
    """One seller, and what waits there; no orders where the helper may not handle them."""

    grant: Grant
    to_pack: int
    packed: int
    low: int
    ending: int  # certificates
    is_last_days: bool

    @property
    def is_quiet(self) -> bool:
        return not (self.to_pack or self.packed or self.low or self.ending)


def helped_by(helper: Helper) -> list[Helped]:
    """Return the sellers of the grants in force, those with most to pack first."""
    grants = list(grants_in_force(helper.user_id).select_related("owner", "seller__province"))
    grants = [grant for grant in grants if grant.seller.state != Seller.State.CLOSED]
    ids = [grant.seller_id for grant in grants]
    handled = [one.seller_id for one in grants if Power.HANDLE_ORDERS in one.powers]
    orders, low, ending = order_counts(handled), low_counts(ids), ending_counts(ids)
    last_days = timezone.localdate() + timedelta(days=LAST_DAYS)
    helped = [
        Helped(
            grant=grant,
            to_pack=orders.get((pk, State.TO_PACK), 0),
            packed=orders.get((pk, State.PACKED), 0),
            low=low.get(pk, 0),
            ending=ending.get(pk, 0),
            is_last_days=grant.until <= last_days,
        )
        for pk, grant in zip(ids, grants, strict=True)
    ]
    return sorted(helped, key=lambda one: (-one.to_pack, one.is_quiet, one.grant.pk))


def order_counts(seller_ids: list[int]) -> dict[tuple[int, str], int]:
    """Return how many orders are to pack and packed, by seller and state. One query."""
    waiting = SellerOrder.objects.filter(
        seller__in=seller_ids, state__in=[State.TO_PACK, State.PACKED]
    )
    rows = waiting.values_list("seller_id", "state").annotate(Count("pk")).order_by()
    return {(seller_id, state): count for seller_id, state, count in rows}


def ending_counts(seller_ids: list[int], today: date | None = None) -> dict[int, int]:
    """Return how many certificates that buyers see end within a month, by seller."""
    today = today or timezone.localdate()
    shown = Certificate.objects.shown_on(today).filter(
        seller__in=seller_ids, expires_on__lte=today + timedelta(days=ENDING_DAYS)
    )
    return dict(shown.values_list("seller_id").annotate(Count("pk")).order_by())


def asked_by(helper: Helper) -> QuerySet[Grant]:
    """Return what waits for an owner's yes, and could still begin."""
    asked = helper.grants.filter(state=Grant.State.ASKED, until__gte=timezone.localdate())
    return asked.select_related("owner", "seller")


def filled_in_by(helper: Helper) -> QuerySet[Application]:
    """Return the open applications that this helper fills in, with what is still to bring."""
    to_bring = Q(answers__state__in=[Answer.State.MISSING, Answer.State.RETURNED])
    mine = Application.objects.filter(filled_by=helper.user_id, state__in=OPEN)
    mine = mine.exclude(applicant=helper.user_id).select_related("applicant")
    asked = to_bring & Q(
        answers__requirement__is_required=True, answers__requirement__is_active=True
    )
    return mine.annotate(
        missing=Count("answers", filter=asked),
        is_open_to_me=Q(state__in=EDITABLE),
    ).order_by("-updated_at", "-pk")

"""The queue of goods: what waits, the oldest first, and what comes next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from community.people.models import User
from community.sellers.models import SellerMember
from shop.listings.models import Listing
from shop.moderation.models import Look
from shop.office.applications_finding import tone_of
from shop.office.finding import LONGEST_QUESTION

Kind, State = Look.Kind, Look.State
OnShelf = Listing.State
ALL = "all"
# What its seller has put away meanwhile waits for nobody.
WAITS = Q(state=State.WAITING) & (
    Q(kind=Kind.NEW, listing__state=OnShelf.REVIEW)
    | Q(kind=Kind.EDIT, listing__state__in=[OnShelf.PUBLISHED, OnShelf.PAUSED])
)


@dataclass(frozen=True)
class Choice:
    """What the toolbar says. Unknown values choose nothing."""

    state: str = ""
    kind: str = ""
    q: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        names = cls.__dataclass_fields__
        said = {name: asked.get(name, "").replace("\x00", "").strip() for name in names}
        return cls(**{name: value[:LONGEST_QUESTION] for name, value in said.items()})

    @property
    def query(self) -> str:
        """Return it as it stands in an address, with its question mark; nothing for nothing."""
        said = {name: value for name, value in asdict(self).items() if value}
        return f"?{urlencode(said)}" if said else ""


def find_looks(choice: Choice) -> QuerySet[Look]:
    """Return what waits, the oldest first; of what is decided the newest."""
    decided = choice.state in State and choice.state != State.WAITING
    wanted = Q(state=choice.state) if decided else Q() if choice.state == ALL else WAITS
    if choice.kind in Kind:
        wanted &= Q(kind=choice.kind)
    if choice.q:
        wanted &= _asked_for(choice.q)
    order = ("-pk",) if decided or choice.state == ALL else ("asked_at", "pk")
    found = Look.objects.filter(wanted).select_related("listing", "seller__province", "decided_by")
    return found.order_by(*order)


def next_waiting(choice: Choice, staff: User, after: Look) -> Look | None:
    """Return what waits after that one for this person; at the end of the queue its start."""
    queue = find_looks(Choice(kind=choice.kind, q=choice.q)).exclude(pk=after.pk)
    queue = queue.exclude(seller__in=SellerMember.objects.filter(user=staff).values("seller"))
    later = Q(asked_at__gt=after.asked_at) | Q(asked_at=after.asked_at, pk__gt=after.pk)
    return queue.filter(later).first() or queue.first()


def count_waiting() -> int:
    return Look.objects.filter(WAITS).count()


def days_waiting(look: Look) -> int:
    return (timezone.now() - look.asked_at).days


def tone(look: Look) -> str:
    return tone_of(days_waiting(look)) if look.state == State.WAITING else "quiet"


def _asked_for(question: str) -> Q:
    return (
        Q(listing__title_th__icontains=question)
        | Q(listing__title_en__icontains=question)
        | Q(seller__name_th__icontains=question)
        | Q(seller__name_en__icontains=question)
    )

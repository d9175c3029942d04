"""The queue: what staff choose from it, the oldest first, and what comes next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Self
from urllib.parse import urlencode

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from community.assistance.current import grants_in_force
from community.groups.models import Membership
from community.joining.models import Answer, Application
from community.joining.moves import WAITING
from community.joining.names import fold_name
from community.people.models import User
from community.sellers.models import SellerMember
from shop.office.finding import LONGEST_QUESTION, phone_in

State = Application.State
SECOND_LOOK, MINE, ALL = "second", "mine", "all"
AGES = (3, 7, 14)  # days
QUEUE_ORDER, PAST_ORDER = ("submitted_at", "pk"), ("-pk",)
# Never the sealed numbers: opening 25 of them for a list would be for nothing.
SHOWN = (
    *("key", "kind", "wants", "state", "name_th", "name_en", "phone", "district"),
    *("submitted_at", "decided_at", "province__name_th", "province__name_en"),
    *("community__name_th", "community__name_en", "reviewer__name", "reviewer__email"),
)


@dataclass(frozen=True)
class Choice:
    """What the toolbar says. Unknown values choose nothing."""

    state: str = ""
    older: str = ""
    province: str = ""
    community: str = ""
    kind: str = ""
    q: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        return cls(**{name: _said(asked, name) for name in cls.__dataclass_fields__})

    @property
    def query(self) -> str:
        """Return it as it stands in an address, with its question mark; nothing for nothing."""
        said = {name: value for name, value in asdict(self).items() if value}
        return f"?{urlencode(said)}" if said else ""


def _said(asked: QueryDict, name: str) -> str:
    """Return it as the database takes it: PostgreSQL keeps no NUL, and nothing is that long."""
    return asked.get(name, "").replace("\x00", "").strip()[:LONGEST_QUESTION]


def find_applications(choice: Choice, staff: User) -> QuerySet[Application]:
    """Return what was sent, as chosen; who waits first stands first, of the rest the newest."""
    found = Application.objects.filter(_in_state(choice.state, staff) & _narrowed(choice))
    if choice.q:
        found = found.filter(_asked_for(choice.q))
    is_past = choice.state in {State.APPROVED, State.SUSPENDED, State.CLOSED, ALL}
    return found.order_by(*(PAST_ORDER if is_past else QUEUE_ORDER))


def next_waiting(choice: Choice, staff: User, after: Application) -> Application | None:
    """Return what this person can take up after that one; at the end of the queue its start."""
    # A choice of what does not wait, as of suspended ones, leads back to the whole queue.
    if choice.state not in {"", MINE, SECOND_LOOK, State.SUBMITTED, State.IN_REVIEW}:
        choice = Choice()
    queue = find_applications(choice, staff).filter(state__in=WAITING).exclude(pk=after.pk)
    free = queue.filter(Q(reviewer=None) | Q(reviewer=staff) | _second_look(staff))
    free = free.exclude(_own(staff)).only("key")
    later = Q(submitted_at__gt=after.submitted_at) | Q(
        submitted_at=after.submitted_at, pk__gt=after.pk
    )
    return (after.submitted_at and free.filter(later).first()) or free.first()


@dataclass(frozen=True)
class Row:
    """One application in the list."""

    application: Application
    asked: int
    done: int
    days: int

    @property
    def tone(self) -> str:
        if self.application.state not in WAITING:
            return "quiet"
        return tone_of(self.days)


def tone_of(days: int) -> str:
    """Return the tag's colour: leaf while it is fresh, marigold, and chili from a week on."""
    if days < AGES[0]:
        return "ok"
    return "otop" if days < AGES[1] else "low"


def rows_of(page: QuerySet[Application]) -> list[Row]:
    """Return the rows of one page of found applications, in one query.

    The page is cut inside it, by the ids alone: names are joined and answers counted for the
    rows that are shown, however far down the list they stand.
    """
    done = Q(state__in=[Answer.State.ACCEPTED, Answer.State.WAIVED])
    shown = (
        Application.objects.filter(pk__in=page.values("pk"))
        .select_related("province", "community", "reviewer")
        .only(*SHOWN)
        .annotate(asked=_answers(Q()), done=_answers(done))
        .order_by(*page.query.order_by)
    )
    return [Row(one, one.asked, one.done, days_waiting(one)) for one in shown]


def _answers(wanted: Q) -> Coalesce:
    required = Answer.objects.filter(
        wanted,
        application=OuterRef("pk"),
        requirement__is_required=True,
        requirement__is_active=True,
    )
    counted = required.order_by().values("application").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number"), IntegerField()), 0)


def days_waiting(application: Application) -> int:
    sent = application.submitted_at
    return (timezone.now() - sent).days if sent else 0


def _in_state(state: str, staff: User) -> Q:
    if state == ALL:
        return ~Q(state=State.DRAFT)
    if state == MINE:
        return Q(state=State.IN_REVIEW, reviewer=staff)
    if state == SECOND_LOOK:
        return Q(state=State.IN_REVIEW) & _second_look(staff)
    if state in State and state != State.DRAFT:
        return Q(state=state)
    return Q(state__in=WAITING)


def _second_look(staff: User) -> Q:
    """Return those whose account a colleague has checked: it waits for anybody else."""
    checked = Answer.objects.filter(state=Answer.State.CHECKED).exclude(checked_by=staff)
    return Q(pk__in=checked.values("application"))


def _own(staff: User) -> Q:
    """Return those that a colleague decides: see community.joining.holding.is_own."""
    teams = SellerMember.objects.filter(user=staff).values("seller")
    led = Membership.objects.filter(user=staff, role=Membership.Role.MANAGER).values("community")
    own = Q(applicant=staff) | Q(filled_by=staff) | Q(made_seller__in=teams)
    helped = Q(made_seller__in=grants_in_force(staff.pk).values("seller"))
    return own | helped | Q(made_community__in=led)


def _narrowed(choice: Choice) -> Q:
    wanted = Q()
    if choice.older in {str(days) for days in AGES}:
        since = timezone.now() - timedelta(days=int(choice.older))
        wanted &= Q(submitted_at__lte=since)
    if choice.province:
        wanted &= Q(province=choice.province)
    if choice.community:
        wanted &= Q(community__slug=choice.community)
    if choice.kind:
        wanted &= Q(kind=choice.kind)
    return wanted


def _asked_for(question: str) -> Q:
    """Return those of that telephone, or whose name has these letters in it."""
    folded, phone = fold_name(question), phone_in(question)
    named = Q(name_folded__contains=folded) if folded else Q(pk__in=[])
    return named | Q(phone=phone) if phone else named

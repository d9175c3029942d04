"""What staff press on one application: take it, say something to an answer, decide."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.joining import reviewing
from community.joining.holding import note
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.review_errors import ReasonMissing
from community.people.models import User
from shop.office.access import get_answer, get_application, staff_only
from shop.office.applications_going import back, draw_page, draw_with_error, staff_of, to_next
from shop.office.applications_words import REFUSALS, sentence_for

SAYING: dict[str, Callable[..., None]] = {
    "accept": reviewing.accept,
    "return": reviewing.return_,
    "waive": reviewing.waive,
}
DECIDING: dict[str, Callable[..., None]] = {
    "approve": reviewing.approve,
    "ask_changes": reviewing.ask_changes,
    "close": reviewing.close,
    "suspend": reviewing.suspend,
    "resume": reviewing.resume,
}
WITH_REASON = frozenset({"return", "waive", "close", "suspend"})
AND_ON = frozenset({"approve", "ask_changes", "close"})  # the next one opens
NUMBERS = ("tax_id", "account")


@staff_only
@require_POST
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take it up, take it over from whom the page warned of, or give it back."""
    found = get_application(key)
    staff = staff_of(request)
    if request.POST.get("act") == "release":
        reviewing.release(found, staff)
        return to_next(request, found)
    was = found.reviewer if str(found.reviewer_id) == request.POST.get("instead_of") else None
    try:
        reviewing.take(found, staff, instead_of=was)
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
    return back(request, found)


@staff_only
@require_POST
def answer(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Accept, return or waive one answer; go on at the next that waits."""
    found = get_application(key)
    said = get_answer(found, pk)
    act = request.POST.get("act", "")
    reason = _reason(request)
    try:
        _known(SAYING, act)(said, staff_of(request), *([reason] if act in WITH_REASON else []))
    except ReasonMissing as refusal:
        return draw_with_error(request, found, said, act, sentence_for(refusal))
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
        return back(request, found, f"answer-{said.pk}")
    return back(request, found, _next_anchor(found, said, staff_of(request)))


@staff_only
@require_POST
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Decide the whole of it; the next that waits opens."""
    found = get_application(key)
    act = request.POST.get("act", "")
    decision = _known(DECIDING, act)
    reason = _reason(request)
    try:
        decision(found, staff_of(request), *([reason] if act in WITH_REASON else []))
    except ReasonMissing as refusal:
        more = {"reason_error": sentence_for(refusal), "reason_act": act}
        return draw_page(request, found, status=422, **more)
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
        return back(request, found)
    messages.success(request, _done(act, found))
    return to_next(request, found) if act in AND_ON else back(request, found)


@staff_only
@require_POST
@never_cache
def reveal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a number in full, once, and write down who asked for it."""
    found = get_application(key)
    number = request.POST.get("number", "")
    if number not in NUMBERS:
        raise Http404
    note(found, staff_of(request), "number.shown", number=number)
    return draw_page(request, found, revealed=number)


def _reason(request: HttpRequest) -> str:
    """Return what was typed; without anything, the ready-made reason that was chosen."""
    return request.POST.get("reason", "").strip() or request.POST.get("ready", "")


def _known(table: dict[str, Callable[..., None]], act: str) -> Callable[..., None]:
    if act not in table:
        raise Http404
    return table[act]


def _next_anchor(found: Application, said: Answer, staff: User) -> str:
    """Return the next answer below this one that waits for this person; then the decision."""
    rest = list(found.answers.select_related("requirement"))
    start = rest.index(said) + 1
    later = [*rest[start:], *rest[:start]]
    following = next((one for one in later if _waits_for(one, staff)), None)
    return f"answer-{following.pk}" if following else "decide"


def _waits_for(answer: Answer, staff: User) -> bool:
    asked = answer.requirement
    if asked.kind == Requirement.Kind.TERMS:
        return False  # agreed to by the applicant: the approval takes it as it is
    if answer.state == Answer.State.MISSING:
        return asked.is_required and asked.is_active
    return answer.state == Answer.State.GIVEN or reviewing.is_second_look(answer, staff)


def _done(act: str, found: Application) -> str:
    words = {
        "approve": _("%(name)s is approved. What was prepared is on sale."),
        "ask_changes": _("%(name)s is told what to mend."),
        "close": _("%(name)s is closed and told why."),
        "suspend": _("%(name)s is hidden. Open orders go on."),
        "resume": _("%(name)s is back."),
    }
    return words[act] % {"name": found}

"""The staff's batches of payouts: drawn up, looked over, released by another, sent to the bank."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.people.models import User
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.payouts_access import get_batch
from shop.office.payouts_sentences import sentence_for
from shop.office.payouts_waiting import BACK, HELD, payouts_that_wait
from shop.office.views import draw
from shop.payouts.drawing_up import draw_up, drop
from shop.payouts.errors import PayoutError
from shop.payouts.export import Layout, export, left_out_of
from shop.payouts.holding import assess
from shop.payouts.models import Batch, Payout
from shop.payouts.releasing import check, release
from shop.payouts.settling import mark_paid
from shop.payouts.terms import market_schedule

NOT_DROPPED = ~Q(payouts__state=Payout.State.DROPPED)


@staff_only
@require_safe
def payouts(request: HttpRequest) -> HttpResponse:
    """List the batches; with `?state=held` or `back`, the payouts that wait for a person."""
    state = request.GET.get("state", "")
    if state in {HELD, BACK}:
        page_obj = page_of(payouts_that_wait(state), request.GET.get("page", "1"))
        return draw(request, "payouts_waiting", {"page_obj": page_obj, "state": state})
    batches = Batch.objects.annotate(
        number_of=Count("payouts", filter=NOT_DROPPED),
        amount=Sum("payouts__amount", filter=NOT_DROPPED),
        held=Count("payouts", filter=Q(payouts__state=Payout.State.HELD)),
        open=Count("payouts", filter=Q(payouts__state=Payout.State.SENT)),
    ).order_by("-pk")
    page = {
        "page_obj": page_of(batches, request.GET.get("page", "1")),
        "schedule": market_schedule(),
        "failed": Payout.objects.filter(
            state__in=[Payout.State.FAILED, Payout.State.RETURNED]
        ).select_related("seller", "batch")[:5],
    }
    return draw(request, "payouts", page)


@staff_only
@require_POST
def draw_now(request: HttpRequest) -> HttpResponse:
    """Draw up what can be paid now, whatever day the schedules say."""
    batch = draw_up(staff_of(request))
    if batch is None:
        messages.info(request, _("Nobody can be paid now: it waits, or is under the minimum."))
        return redirect("office:payouts")
    messages.success(request, _("Drawn up. Now another of us looks it over and releases it."))
    return redirect("office:payouts-batch", batch.pk)


@staff_only
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_batch(pk)
    listed = found.payouts.select_related("seller", "account").order_by("seller__name_th", "pk")
    staying = found.payouts.exclude(state=Payout.State.DROPPED)
    page = {
        "batch": found,
        "page_obj": page_of(listed, request.GET.get("page", "1")),
        "sums": staying.aggregate(amount=Sum("amount"), reserve=Sum("reserve"), number=Count("pk")),
        "held": found.payouts.filter(state=Payout.State.HELD).count(),
        "open": found.payouts.filter(state=Payout.State.SENT).count(),
        "layouts": _layouts(found),
        "may_release": found.checked_by_id not in {None, staff_of(request).pk},
    }
    return draw(request, "payouts_batch", page)


@staff_only
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Look over, release, drop, look again at what is held, or write down what was paid."""
    found, by = get_batch(pk), staff_of(request)
    doing = ACTS.get(request.POST.get("act", ""))
    if doing is None:
        raise Http404
    try:
        messages.success(request, doing(request, found, by))
    except PayoutError as error:
        messages.error(request, sentence_for(error))
    return redirect("office:payouts-batch", found.pk)


@staff_only
@require_POST
@never_cache
def bank_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the bank's file over: account numbers are in it, so it is written down who took it."""
    found, layout = get_batch(pk), request.POST.get("layout", "")
    if layout not in Layout:
        raise Http404
    try:
        made = export(found, layout, staff_of(request))
    except PayoutError as error:
        messages.error(request, sentence_for(error))
        return redirect("office:payouts-batch", found.pk)
    answer = HttpResponse(made.content, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _layouts(found: Batch) -> list[tuple[str, str, int]]:
    """Return the layouts of a released batch, and how many payouts each cannot carry."""
    if not found.released_at:
        return []
    return [(value, str(label), len(left_out_of(found, value))) for value, label in Layout.choices]


def _check(request: HttpRequest, found: Batch, by: User) -> str:
    check(found, by)
    return _("Written down. Another of us releases it now.")


def _release(request: HttpRequest, found: Batch, by: User) -> str:
    number = len(release(found, by))
    text = ngettext(
        "%(number)s payout is released. Take the bank's file now.",
        "%(number)s payouts are released. Take the bank's file now.",
        number,
    )
    return text % {"number": number}


def _drop(request: HttpRequest, found: Batch, by: User) -> str:
    drop(found, by)
    return _("Dropped. What it covered is free for the next batch.")


def _again(request: HttpRequest, found: Batch, by: User) -> str:
    open_ones = found.payouts.filter(state__in=Payout.OPEN).select_related("seller")
    for payout in open_ones:
        assess(payout, timezone.now())
    held = found.payouts.filter(state=Payout.State.HELD).count()
    text = ngettext("%(number)s is held back.", "%(number)s are held back.", held)
    return text % {"number": held}


def _paid(request: HttpRequest, found: Batch, by: User) -> str:
    """Write down every reference that was typed; the others stay on their way."""
    typed = {
        payout: request.POST.get(f"reference-{payout.pk}", "").replace("\x00", "").strip()[:60]
        for payout in found.payouts.filter(state=Payout.State.SENT)
    }
    done = [_try_paid(request, one, by, typed[one]) for one in typed if typed[one]]
    text = ngettext("%(number)s is paid.", "%(number)s are paid.", sum(done))
    return text % {"number": sum(done)}


def _try_paid(request: HttpRequest, payout: Payout, by: User, reference: str) -> bool:
    """Write one reference down; a wrong one does not keep the others."""
    try:
        mark_paid(payout, by, reference)
    except PayoutError as error:
        messages.error(request, sentence_for(error))
        return False
    return True


ACTS: dict[str, Callable[[HttpRequest, Batch, User], str]] = {
    "check": _check,
    "release": _release,
    "drop": _drop,
    "again": _again,
    "paid": _paid,
}

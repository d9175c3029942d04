"""The staff's screens: figures, purchases, one purchase on one page, webhooks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.joining.waiting import read_by_province, read_waiting
from shop.gateways import inbox
from shop.gateways.models import WebhookEvent
from shop.office.access import get_event, get_purchase, staff_only
from shop.office.dossier import read_dossier
from shop.office.figures import read_figures
from shop.office.finding import UNANSWERED, find_events, find_purchases, page_of
from shop.purchases.models import Purchase

MOST_PROVINCES = 10


@staff_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = {
        "figures": read_figures(),
        "waiting": read_waiting(),
        "provinces_waiting": read_by_province()[:MOST_PROVINCES],
    }
    return draw(request, "home", page)


@staff_only
@require_safe
def purchases(request: HttpRequest) -> HttpResponse:
    question, state = request.GET.get("q", ""), request.GET.get("state", "")
    page = {
        "question": question,
        "state": state,
        "states": [*Purchase.State.choices, (UNANSWERED, _("Payments without an answer"))],
        "page_obj": page_of(find_purchases(question, state), request.GET.get("page", "1")),
    }
    return draw(request, "purchases", page)


@staff_only
@require_safe
def purchase(request: HttpRequest, number: str) -> HttpResponse:
    return draw(request, "purchase", {"dossier": read_dossier(get_purchase(number))})


@staff_only
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    page = {
        "state": state,
        "states": WebhookEvent.State.choices,
        "page_obj": page_of(find_events(state), request.GET.get("page", "1")),
    }
    return draw(request, "webhooks", page)


@staff_only
@require_POST
def retry_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Process an event again, and return to the page that asked."""
    event = get_event(pk)
    state = WebhookEvent.State(inbox.process_event(event.pk))
    if state == WebhookEvent.State.FAILED:
        messages.error(request, _("It failed again. The error is beside it."))
    else:
        messages.success(request, _("Tried again: %(state)s.") % {"state": state.label})
    return redirect(own_page(request.POST.get("next", "")) or "office:webhooks")


def own_page(url: str) -> str:
    """Return the address when it is a path of ours, nothing otherwise."""
    is_ours = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_ours else ""


def draw(request: HttpRequest, name: str, page: dict[str, Any]) -> HttpResponse:
    return render(request, f"office/{name}.html", {"section": name, **page})

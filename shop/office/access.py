"""The office is for staff; to everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from community.assistance.models import Grant, Helper
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.sellers.models import Seller
from community.words.digits import ascii_digits
from shop.gateways.models import WebhookEvent
from shop.purchases.models import Purchase

NUMBER_LENGTH = 9  # no grant has a longer one
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff_only(view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_staff):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def get_purchase(number: str) -> Purchase:
    """Return any purchase: for views that are staff_only."""
    found = Purchase.objects.select_related("user", "order")
    return get_object_or_404(found, number=number)


def get_application(key: UUID) -> Application:
    """Return any application that was sent: for views that are staff_only."""
    sent = Application.objects.exclude(state=Application.State.DRAFT).select_related(
        "applicant",
        "filled_by",
        "reviewer",
        "province",
        "community",
        "made_seller",
        "made_community",
    )
    return get_object_or_404(sent, key=key)


def get_answer(application: Application, pk: int) -> Answer:
    """Return one answer of that application, which it brings along."""
    answer = get_object_or_404(application.answers.select_related("requirement"), pk=pk)
    answer.application = application
    return answer


def get_requirement(pk: int) -> Requirement:
    """Return any requirement: for views that are staff_only."""
    return get_object_or_404(Requirement, pk=pk)


def get_any_seller(slug: str) -> Seller:
    """Return any seller, in whatever state: for views that are staff_only."""
    return get_object_or_404(Seller.objects.select_related("province"), slug=slug)


def get_event(pk: int) -> WebhookEvent:
    """Return any webhook event: for views that are staff_only."""
    return get_object_or_404(WebhookEvent, pk=pk)


def get_helper(pk: int) -> Helper:
    """Return any helper: for views that are staff_only."""
    return get_object_or_404(Helper.objects.select_related("user"), pk=pk)


def get_grant(pk: int) -> Grant:
    """Return any owner's grant to a helper: for views that are staff_only."""
    found = Grant.objects.select_related("helper__user", "owner", "seller", "paper", "ended_by")
    return get_object_or_404(found, pk=pk)


def find_grant(typed: str) -> int | None:
    """Return the key of the grant with that number, as H-00012 or 12 in any digits."""
    digits = ascii_digits(typed).upper().removeprefix("H-").strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > NUMBER_LENGTH:
        return None
    return Grant.objects.filter(pk=int(digits)).values_list("pk", flat=True).first()

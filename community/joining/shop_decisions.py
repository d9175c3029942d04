"""Staff suspend, resume and end a shop, whether it ever applied or not."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from community.audit.recording import record
from community.joining import deciding
from community.joining.counting import check_all_sent
from community.joining.decision_notices import tell_owners
from community.joining.following import move_with_goods
from community.joining.holding import works_for
from community.joining.models import Application
from community.joining.review_errors import NotOpen, OwnApplication, ReasonMissing
from community.people.models import User
from community.sellers.models import Seller
from community.sellers.moves import CannotMoveSeller
from community.words.plain import clean_text

State = Seller.State


@transaction.atomic
def suspend_seller(seller: Seller, staff: User, reason: str) -> None:
    """Hide a shop's goods at once; open orders go on.

    Raises CannotMoveSeller, CannotMove, ReasonMissing, OwnApplication.
    """
    application = application_of(seller)
    if application:
        deciding.suspend(application, staff, reason)
    else:
        _move(seller, State.SUSPENDED, staff, "shop_suspended", reason)


@transaction.atomic
def resume_seller(seller: Seller, staff: User) -> None:
    """Bring a suspended shop back. Raises as suspend_seller does."""
    application = application_of(seller)
    if application:
        deciding.resume(application, staff)
        return
    if not _locked(seller).filter(state=State.SUSPENDED).values_list("pk"):
        raise CannotMoveSeller(seller, State.APPROVED)
    _move(seller, State.APPROVED, staff, "shop_resumed")


@transaction.atomic
def close_seller(seller: Seller, staff: User, reason: str) -> None:
    """End a shop for good. Raises as suspend_seller does, and OrdersOpen."""
    application = application_of(seller)
    check_all_sent(seller)
    if application:
        deciding.close(application, staff, reason)
    else:
        _move(seller, State.CLOSED, staff, "application_closed", reason)


def application_of(seller: Seller) -> Application | None:
    """Return the application that opened the shop; NotOpen says that it is not decided yet."""
    application = Application.objects.filter(made_seller=seller).first()
    if application and application.state not in {
        Application.State.APPROVED,
        Application.State.SUSPENDED,
    }:
        raise NotOpen
    return application


def _move(seller: Seller, to: State, staff: User, kind: str, reason: str | None = None) -> None:
    if works_for(seller.pk, staff):
        raise OwnApplication
    said = clean_text(reason or "")
    if reason is not None and not said:
        raise ReasonMissing
    move_with_goods(seller, to)
    details: dict[str, Any] = {"reason": said} if said else {}
    act = record(staff, f"seller.{to.value}", seller, seller_id=seller.pk, **details)
    tell_owners(seller, kind, act, said)


def _locked(seller: Seller) -> QuerySet[Seller]:
    return Seller.objects.select_for_update().filter(pk=seller.pk)

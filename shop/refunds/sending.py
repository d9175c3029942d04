"""Send refunds through the gateway. What is not known is looked up, never sent twice.

A refund is SENT before the gateway is asked; its key is the gateway's idempotency key.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from shop.gateways.base import (
    GatewayError,
    MoneyBack,
    MoneyBackSeen,
    NotFound,
    OutcomeUnknown,
    Refused,
    Status,
)
from shop.gateways.registry import gateway_named
from shop.money import to_satang
from shop.purchases.history import record
from shop.refunds.booking import book_came_back, book_paid_out, money_back_account
from shop.refunds.models import Refund
from shop.refunds.moves import move_refund
from shop.refunds.taken import let_bank_pay, may_leave
from shop.refunds.telling import tell_done, tell_failed, tell_sent, tell_to_pay

log = logging.getLogger("talat.refunds")
State = Refund.State
# An answer that has not come by now is lost.
SILENCE = timedelta(minutes=1)


def send(refund: Refund) -> Refund:
    """Send an approved refund, or put it with those that a person pays. Again does nothing.

    It waits while a card's bank may take that money back; what the bank took, it paid.
    """
    if not may_leave(refund):
        let_bank_pay(refund)
        return refund
    if refund.state == State.APPROVED and refund.way != Refund.Way.GATEWAY:
        _to_a_person(refund)
    elif refund.state == State.APPROVED and move_refund(refund, State.SENT, sent_at=timezone.now()):
        ask(refund)
    return refund


@transaction.atomic
def _to_a_person(refund: Refund) -> None:
    if move_refund(refund, State.MANUAL) and not refund.asks_for_account:
        tell_to_pay(refund)


def ask(refund: Refund) -> Refund:
    """Ask the gateway for a refund that is SENT, or ask again with the same key."""
    gateway = gateway_named(refund.attempt.gateway)
    try:
        seen = gateway.refund(_question(refund))
    except Refused as refused:
        give_up(refund, refused.code)
    except OutcomeUnknown as unknown:
        log.warning("refund %s: outcome unknown: %s", refund.key, unknown)
    except GatewayError as error:  # nothing was done: it waits for the next round
        log.warning("refund %s: %s", refund.key, error)
        move_refund(refund, State.APPROVED)
    else:
        apply_refund(refund, seen)
    return refund


def bring_up(refund: Refund) -> Refund:
    """Bring a sent refund up to what the gateway knows. Raises GatewayError."""
    gateway = gateway_named(refund.attempt.gateway)
    if refund.gateway_id is not None:
        try:
            apply_refund(refund, gateway.look_up_refund(refund.gateway_id))
        except NotFound:
            log.exception("refund %s: its object is gone", refund.key)
        return refund
    if refund.state != State.SENT or not _is_silent(refund):
        return refund
    seen = gateway.find_refund(refund.attempt.intent_id or "", refund.key)
    if seen is not None:
        apply_refund(refund, seen)
        return refund
    return ask(refund)  # the same key: what was done is not done again


@transaction.atomic
def apply_refund(refund: Refund, seen: MoneyBackSeen) -> None:
    """Bring a refund up to what its gateway says. Any number of times, in any order."""
    Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)
    refund.refresh_from_db()
    Refund.objects.filter(pk=refund.pk, gateway_id=None).update(gateway_id=seen.gateway_id)
    if seen.status is Status.SUCCEEDED:
        _done(refund)
    elif seen.status in {Status.FAILED, Status.CANCELLED}:
        give_up(refund, seen.error_code)
    elif move_refund(refund, State.PENDING):
        tell_sent(refund)


def _done(refund: Refund) -> None:
    account = money_back_account(refund)
    if move_refund(refund, State.DONE, done_at=timezone.now(), paid_from=account):
        book_paid_out(refund)
        _write_down(refund, "refunded")
        tell_done(refund)


@transaction.atomic
def give_up(refund: Refund, code: str) -> None:
    """The gateway will not bring it to the buyer: from here a person pays it."""
    Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)
    refund.refresh_from_db()
    was_done = refund.state == State.DONE
    if refund.way != Refund.Way.GATEWAY or not move_refund(refund, State.FAILED, error_code=code):
        return
    if was_done:
        take_back(refund)
    _write_down(refund, "refund_failed")
    move_refund(refund, State.MANUAL, way=Refund.Way.MANUAL)
    let_bank_pay(refund)
    tell_failed(refund)


def take_back(refund: Refund) -> None:
    """Book that money which had left came back, in the caller's transaction."""
    book_came_back(refund)
    came_back = refund.came_back + 1
    Refund.objects.filter(pk=refund.pk).update(came_back=came_back, done_at=None)
    refund.refresh_from_db()


def _is_silent(refund: Refund) -> bool:
    return refund.sent_at is not None and timezone.now() - refund.sent_at > SILENCE


def _write_down(refund: Refund, what: str) -> None:
    record(
        refund.purchase,
        what,
        seller_order=refund.seller_order,
        amount=str(refund.amount),
        reason=refund.reason,
    )


def _question(refund: Refund) -> MoneyBack:
    purchase = refund.purchase
    return MoneyBack(
        key=refund.key,
        intent_id=refund.attempt.intent_id or "",
        amount_satang=to_satang(refund.to_pay),
        email=purchase.email,
        method=refund.attempt.method,
    )

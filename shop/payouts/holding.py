"""Whether a payout may go, and why not: looked at when it is drawn up and again at release."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from community.audit.recording import record
from community.banking.changing import active_account, pending_account
from community.banking.models import PayoutAccount
from community.people.models import User
from community.sellers.models import Seller
from shop.payouts.models import Payout
from shop.payouts.moves import move
from shop.payouts.open_questions import OPEN_QUESTION
from shop.payouts.telling import tell_held
from shop.payouts.terms import schedule_of

State, Held = Payout.State, Payout.Held

# Of the orders that a payout covers: a question that came up, or a row that takes something off.
NEWS = """
SELECT 1 FROM (
    SELECT DISTINCT e.seller_order_id AS id FROM payouts_claim c
    JOIN ledger_entry e ON e.id = c.entry_id
    WHERE c.payout_id = %(payout)s AND e.seller_order_id IS NOT NULL
) s
WHERE {question} OR EXISTS (
    SELECT 1 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
    WHERE e.seller_order_id = s.id AND a.kind = 'seller' AND e.amount_satang > 0
      AND NOT EXISTS (SELECT 1 FROM payouts_claim c WHERE c.entry_id = e.id)
)
LIMIT 1
""".replace("{question}", OPEN_QUESTION)


def assess(payout: Payout, at: datetime) -> None:
    """Name the payout's account, and hold it back or make it ready again.

    What one of us held back by hand stays so.
    """
    if payout.held_for == Held.BY_HAND and payout.state == State.HELD:
        return
    account = active_account(payout.seller)
    why = why_held(payout, account)
    if why and payout.state == State.READY:
        move(payout, State.HELD, held_for=why, account=account)
        tell_held(payout)
    elif not why and payout.state == State.HELD:
        move(payout, State.READY, held_for="", error="", account=account)
    else:
        Payout.objects.filter(pk=payout.pk).update(held_for=why, account=account)
        payout.held_for, payout.account = why, account


def why_held(payout: Payout, account: PayoutAccount | None) -> str:
    """Return why a payout waits, a Payout.Held; empty where nothing keeps it."""
    changing = pending_account(payout.seller)
    if changing is not None and changing.state == PayoutAccount.State.HELD:
        return Held.ACCOUNT_CHANGING
    if account is None:
        return Held.NO_ACCOUNT
    if payout.seller.state == Seller.State.SUSPENDED:
        return Held.SELLER_STOPPED
    if schedule_of(payout.seller_id).stopped:
        return Held.STOPPED
    return Held.NEWS if _has_news(payout) else ""


@transaction.atomic
def hold(payout: Payout, by: User, why: str) -> None:
    """Hold a payout back by hand, with a reason for the others. Raises Moved."""
    move(payout, State.HELD, held_for=Held.BY_HAND, error=why)
    record(by, "payout.held", payout, seller_id=payout.seller_id, why=why)
    tell_held(payout)


@transaction.atomic
def go_on(payout: Payout, by: User, at: datetime) -> None:
    """Take a hold back; what else keeps it is looked at again. Raises Moved."""
    move(payout, State.READY, held_for="", error="")
    assess(payout, at)
    record(by, "payout.freed", payout, seller_id=payout.seller_id)


def _has_news(payout: Payout) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(NEWS, {"payout": payout.pk})
        return cursor.fetchone() is not None

"""Keep the gateway's own books beside ours: each movement once, its fee posted, all compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Max, Q, Sum
from django.utils import timezone

from shop.gateways.base import Movement
from shop.gateways.registry import gateway_named
from shop.ledger import accounts
from shop.ledger.gateway_matching import OF_OUR_ACTS, explained, ours_about, states_of
from shop.ledger.models import GatewayTransaction, Journal
from shop.ledger.posting import Draft, Row, post
from shop.payments.models import Attempt

Kind, State, Cause = GatewayTransaction.Kind, GatewayTransaction.State, Journal.Cause
AT_ONCE = 500
# Asked for again each time: what the gateway wrote late.
OVERLAP = timedelta(days=1)
# Compared again each time: a refund can come back after weeks.
LOOKED_AT = timedelta(days=35)
CURRENCY = "thb"


def import_movements(name: str = "stripe", since: datetime | None = None) -> int:
    """Keep what is new at the gateway, and return how many movements that was.

    Any number of times, from two processes too. Raises GatewayError; what came before it
    is kept.
    """
    found = gateway_named(name).transactions(since or _last(name))
    kept = 0
    while chunk := list(islice(found, AT_ONCE)):
        kept += keep(name, chunk)
    compare(name)
    return kept


def _last(name: str) -> datetime | None:
    last = GatewayTransaction.objects.filter(gateway=name).aggregate(at=Max("at"))["at"]
    return last - OVERLAP if last else None


@transaction.atomic
def keep(name: str, movements: Sequence[Movement]) -> int:
    """Write movements down, and post what only the gateway knew: its fees, money to our bank."""
    ids = [movement.gateway_id for movement in movements]
    there = GatewayTransaction.objects.filter(gateway=name, gateway_id__in=ids)
    known = set(there.values_list("gateway_id", flat=True))
    new = [movement for movement in movements if movement.gateway_id not in known]
    GatewayTransaction.objects.bulk_create(
        [_row(name, movement) for movement in new], ignore_conflicts=True
    )
    purchases = _purchases(new)
    post(*(draft for movement in new for draft in _drafts(name, movement, purchases)))
    return len(new)


def _row(name: str, movement: Movement) -> GatewayTransaction:
    booked = movement.kind not in {*OF_OUR_ACTS, Kind.OTHER} and movement.currency == CURRENCY
    return GatewayTransaction(
        gateway=name,
        gateway_id=movement.gateway_id,
        kind=movement.kind,
        reference=movement.reference[:255],
        amount_satang=movement.amount_satang,
        fee_satang=movement.fee_satang,
        currency=movement.currency,
        description=movement.description[:300],
        state=State.MATCHED if booked else State.MISSING,
        at=movement.at,
        available_at=movement.available_at,
    )


def _purchases(movements: Sequence[Movement]) -> dict[str, int]:
    """Return {intent: purchase's key} of the charges."""
    intents = [movement.reference for movement in movements if movement.kind == Kind.CHARGE]
    attempts = Attempt.objects.filter(intent_id__in=intents)
    return {str(ref): pk for ref, pk in attempts.values_list("intent_id", "payment__purchase")}


def _drafts(name: str, movement: Movement, purchases: dict[str, int]) -> Iterator[Draft]:
    """Return what to post of a movement; amounts in other currencies are left to a person."""
    if movement.currency != CURRENCY:
        return
    fee, amount, at = movement.fee_satang, movement.amount_satang, movement.at
    there = accounts.gateway(name)
    if movement.kind == Kind.FEE:
        fee -= amount
    rows = [Row(accounts.FEES, fee), Row(there, -fee)]
    purchase_id = purchases.get(movement.reference)
    yield Draft(f"gateway_fee:{movement.gateway_id}", Cause.FEE, rows, purchase_id, at=at)
    if movement.kind == Kind.SETTLEMENT:
        rows = [Row(accounts.BANK, -amount), Row(there, amount)]
        yield Draft(f"settlement:{movement.gateway_id}", Cause.SETTLEMENT, rows, at=at)


@transaction.atomic
def compare(name: str = "stripe") -> None:
    """Say of each movement that is new, open or not old whether our ledger has it too."""
    lately = Q(at__gte=timezone.now() - LOOKED_AT) | ~Q(state=State.MATCHED)
    rows = GatewayTransaction.objects.filter(lately, gateway=name)
    ours_to_post = rows.filter(kind__in=OF_OUR_ACTS)
    references = set(ours_to_post.values_list("reference", flat=True))
    states = states_of(_theirs(name, references), ours_about(references))
    said = explained()
    for row in rows.filter(kind__in=[*OF_OUR_ACTS, Kind.OTHER]):
        state = states.get(row.reference, State.MISSING)
        if row.gateway_id in said:
            state = State.MATCHED if said[row.gateway_id] == row.amount_satang else State.DIFFERENT
        if state != row.state:
            GatewayTransaction.objects.filter(pk=row.pk).update(state=state)


def _theirs(name: str, references: set[str]) -> dict[str, int]:
    rows = GatewayTransaction.objects.filter(
        gateway=name, kind__in=OF_OUR_ACTS, reference__in=references
    )
    sums = rows.values_list("reference").annotate(sum=Sum("amount_satang"))
    return {reference: int(satang) for reference, satang in sums}

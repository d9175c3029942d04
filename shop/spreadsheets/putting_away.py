"""Put away what an import has made, where nobody had it in hand since."""

from __future__ import annotations

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, Left

from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.spreadsheets.models import Import, ImportedChange
from shop.stock.models import Movement, Reservation
from shop.stock.moving import By
from shop.stock.moving_many import Change, move_many

State = Listing.State
LOOSE = (State.DRAFT, State.ARCHIVED)  # what an import makes
CODE_LEFT = 24  # letters of a code, so that with its ending it is no longer than a code may be


def put_away(changes: list[ImportedChange], brought: Import, by: By) -> int:
    """Put new drafts away with nothing on hand; return how many are left as they are.

    Their listings and stock records are locked.
    """
    busy = _busy([change.listing_id for change in changes])
    loose = [one.listing_id for one in changes if _is_as_made(one) and one.listing_id not in busy]
    records = StockRecord.objects.filter(variant__listing__in=loose)
    ids = list(records.values_list("pk", flat=True))
    move_many([Change(pk, on_hand=0) for pk in ids], Movement.Why.IMPORT, by, reference_of(brought))
    _free_codes(ids)
    Listing.objects.filter(pk__in=loose).update(state=State.ARCHIVED, version=F("version") + 1)
    return len(changes) - len(loose)


def reference_of(brought: Import) -> str:
    return f"undo of import {brought.pk}"


def _is_as_made(change: ImportedChange) -> bool:
    listing, made = change.listing, change.after
    is_same = listing.state == made.get("state", listing.state)
    return is_same and listing.state in LOOSE and listing.version == made.get("version", 1)


def _busy(listing_ids: list[int]) -> set[int]:
    """Return the listings with goods held, ever ordered, or moved by more than the import."""
    moved = Movement.objects.filter(stock_record=OuterRef("pk")).exclude(why=Movement.Why.OPENING)
    ordered = Reservation.objects.filter(stock_record=OuterRef("pk"))
    records = StockRecord.objects.filter(variant__listing__in=listing_ids)
    busy = records.filter(Q(num_allocated__gt=0) | Exists(moved) | Exists(ordered))
    return set(busy.values_list("variant__listing", flat=True))


def _free_codes(record_ids: list[int]) -> None:
    """Give the codes free; what stands in their place is a code as well, and nobody else's."""
    own = Concat(Value("-undone-"), Cast("pk", CharField()))
    freed = Concat(Left("partner_sku", CODE_LEFT), own)
    StockRecord.objects.filter(pk__in=record_ids).update(partner_sku=freed)

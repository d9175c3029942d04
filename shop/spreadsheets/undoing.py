"""Take back what the last import did. What was changed since by hand is left, and counted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.changing import change_words
from shop.listings.models import Listing, Variant
from shop.partner.models import StockRecord
from shop.spreadsheets.calling_back import HELD, call_back
from shop.spreadsheets.errors import TooLate, WrongState
from shop.spreadsheets.models import UNDO_HOURS, Import, ImportedChange
from shop.spreadsheets.putting_away import put_away, reference_of
from shop.spreadsheets.writing import ATTRIBUTES, words_of
from shop.stock.errors import StockError
from shop.stock.models import Movement
from shop.stock.moving import By
from shop.stock.moving_many import Change, move_many
from shop.stock.reserving import left_of

State = Import.State
SEEN_TO = (Movement.Why.COUNT, Movement.Why.CORRECTION)


def can_undo(brought: Import) -> bool:
    """Return whether it is the seller's last import and not older than a day."""
    since = timezone.now() - timedelta(hours=UNDO_HOURS)
    if brought.state != State.SAVED or brought.saved_at is None or brought.saved_at < since:
        return False
    newer = Import.objects.filter(seller=brought.seller_id, saved_at__gt=brought.saved_at)
    return not newer.filter(state=State.SAVED).exists()


def undo(brought: Import, by: User, *, owner: User | None = None) -> int:
    """Put everything back as it was; return how many things were left, changed since.

    New drafts are put away without stock, and their codes are free again: the stock book is
    never torn out. Raises TooLate, WrongState.
    """
    try:
        return _undo(brought, by, owner)
    except StockError:  # a shelf does not take back what it had
        raise WrongState(brought.state) from None


@transaction.atomic
def _undo(brought: Import, by: User, owner: User | None) -> int:
    Seller.objects.select_for_update().get(pk=brought.seller_id)
    if not can_undo(brought):
        raise TooLate
    found = Import.objects.filter(pk=brought.pk, state=State.SAVED)
    if not found.update(state=State.UNDONE, undone_at=timezone.now()):
        raise WrongState(brought.state)
    who = By(by, owner)
    changes = _locked(brought)
    kept = call_back([one for one in changes if HELD in one.before])
    kept += put_away([one for one in changes if not one.before], brought, who)
    written = [one for one in changes if one.before and HELD not in one.before]
    kept += _variants_back([one for one in written if one.variant], brought, who)
    kept += _words_back([one for one in written if not one.variant], by, owner)
    rebuild_cards({one.listing_id for one in changes})
    Import.objects.filter(pk=brought.pk).update(kept_count=kept)
    brought.refresh_from_db()
    record(by, "import.undone", brought, owner=owner, seller_id=brought.seller_id, kept=kept)
    return kept


def _locked(brought: Import) -> list[ImportedChange]:
    """Return what it changed, with listings and stock records locked: they stay as they are."""
    listings = Listing.objects.filter(pk__in=brought.changes.values("listing")).order_by("pk")
    list(listings.select_for_update().values_list("pk"))
    records = StockRecord.objects.filter(variant__listing__in=listings).order_by("pk")
    list(records.select_for_update(of=("self",)).values_list("pk"))
    return list(brought.changes.select_related("listing", "variant__stock_record"))


def _variants_back(changes: list[ImportedChange], brought: Import, by: By) -> int:
    kept = 0
    moves = []
    counted = _counted_since(changes, brought)
    for change in changes:
        variant = change.variant
        if variant is None:
            continue
        stock = change.after.get("stock", 0) - change.before.get("stock", 0)
        pk = variant.stock_record_id
        if stock and pk not in counted and left_of(variant.stock_record) >= stock:
            moves.append(Change(pk, -stock))
        elif stock:  # sold or counted since
            kept += 1
        kept += _record_back(variant.stock_record, change) + _parcel_back(variant, change)
    move_many(moves, Movement.Why.IMPORT, by, reference_of(brought))
    touched = {change.listing_id for change in changes}
    Listing.objects.filter(pk__in=touched).update(version=F("version") + 1)
    return kept


def _counted_since(changes: list[ImportedChange], brought: Import) -> set[int]:
    """Return the stock records whose figure somebody has seen to after the import."""
    records = [change.variant.stock_record_id for change in changes if change.variant]
    lines = Movement.objects.filter(stock_record__in=records, why__in=SEEN_TO)
    return set(lines.filter(at__gt=brought.saved_at).values_list("stock_record", flat=True))


def _record_back(record: StockRecord, change: ImportedChange) -> int:
    kept = 0
    if "price" in change.before:
        if record.price == Decimal(change.after["price"]):
            before = change.before["price"]
            price = None if before is None else Decimal(before)
            StockRecord.objects.filter(pk=record.pk).update(price=price)
        else:
            kept += 1
    if "low_stock" in change.before and record.low_stock_threshold == change.after["low_stock"]:
        StockRecord.objects.filter(pk=record.pk).update(
            low_stock_threshold=change.before["low_stock"]
        )
    return kept


def _parcel_back(variant: Variant, change: ImportedChange) -> int:
    kept = 0
    for name, attribute in (("weight", "weight_g"), ("size", "size_cm")):
        if name not in change.before:
            continue
        if getattr(variant, attribute) == change.after[name]:
            Variant.objects.filter(pk=variant.pk).update(**{attribute: change.before[name]})
        else:
            kept += 1
    return kept


def _words_back(changes: list[ImportedChange], by: User, owner: User | None) -> int:
    kept = 0
    for change in changes:
        listing = change.listing
        now = {name: getattr(listing, attribute) for name, attribute in ATTRIBUTES.items()}
        now["category"] = listing.category_id
        same = {n: v for n, v in change.before.items() if now.get(n) == change.after.get(n)}
        kept += len(change.before) - len(same)
        if same and not change_words(listing, words_of(same), by, owner=owner):
            kept += 1
    return kept

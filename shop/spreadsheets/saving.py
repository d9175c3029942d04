"""Save what a look has approved: all of it in one transaction, or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Upper
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.jobs import enqueue
from shop.partner.models import StockRecord
from shop.spreadsheets.counting import counted_outside
from shop.spreadsheets.creating import create
from shop.spreadsheets.errors import Moved, NothingToSave, WrongState
from shop.spreadsheets.goods import Goods, sku_key
from shop.spreadsheets.matching import Match, match_all, shelf_of
from shop.spreadsheets.models import Import, ImportFile, ImportRow
from shop.spreadsheets.reading import BACK, READY
from shop.spreadsheets.writing import change
from shop.stock.errors import ManyBelowHeld, StockError, TooMuch

State, Does = Import.State, ImportRow.Does
SAVE = "shop.spreadsheets.tasks.save"
AT_ONCE_ROWS = 100  # so few are saved before the page answers
STUCK_AFTER = timedelta(minutes=20)


def confirm(brought: Import, by: User, *, owner: User | None = None) -> None:
    """Have the ready rows saved as drafts and changes. Raises WrongState, NothingToSave."""
    ready = ready_rows(brought).exclude(does=Does.SAME)
    count = ready.count()
    if brought.state == State.READ and not count:
        raise NothingToSave
    with transaction.atomic():
        now = timezone.now()
        rows = Import.objects.filter(pk=brought.pk, state=State.READ, expires_at__gt=now)
        if not rows.update(state=State.SAVING, begun_at=now, done=0, total=count):
            brought.refresh_from_db()
            raise WrongState(brought.state)
        if count > AT_ONCE_ROWS:
            enqueue(SAVE, import_id=brought.pk)
    if count <= AT_ONCE_ROWS:
        _save_now(brought.pk)
    brought.refresh_from_db()


def _save_now(import_id: int) -> None:
    try:
        save(import_id)
    except Exception:
        give_up(import_id)  # nobody would go on with it
        raise


def ready_rows(brought: Import) -> Any:
    return brought.rows.filter(verdict__in=READY, waits=False)


def save(import_id: int) -> None:
    """Save an import that is in the state saving, once however often it is asked."""
    try:
        with transaction.atomic():
            _save(import_id)
    except (Moved, IntegrityError):
        _back(import_id, ["changed_meanwhile", {}])
    except StockError as error:
        _back(import_id, _refused(error))


def _refused(error: StockError) -> list[Any]:
    """Return the note that says why the shelf did not take it."""
    if isinstance(error, TooMuch):
        return ["shelf_full", {"most": f"{error.most:,}"}]
    refused = error.refused if isinstance(error, ManyBelowHeld) else []
    if not refused:
        return ["changed_meanwhile", {}]
    sku = StockRecord.objects.get(pk=refused[0].stock_record_id).partner_sku
    return ["below_held", {"sku": sku, "held": refused[0].held}]


def _save(import_id: int) -> None:
    found = Import.objects.select_for_update(of=("self",)).filter(pk=import_id, state=State.SAVING)
    brought = found.select_related("brought_by", "owner").first()
    if brought is None:  # another worker did it
        return
    # Two files of one seller at once: one after the other, and the second sees the first.
    seller = Seller.objects.select_for_update().get(pk=brought.seller_id)
    rows = list(ready_rows(brought).order_by("number"))
    goods = [Goods.of(row.data) for row in rows]
    matches = _as_seen(brought, seller, rows, goods)
    with counted_outside(brought.pk) as tell:
        brought.new_count = create(brought, seller, goods, matches, tell)
    brought.changed_count, brought.held_count = change(brought, matches)
    brought.state, brought.saved_at = State.SAVED, timezone.now()
    counts = ["new_count", "changed_count", "held_count"]
    brought.save(update_fields=[*counts, "state", "saved_at"])
    ImportFile.objects.filter(import_of=brought).delete()
    record(
        brought.brought_by,
        "import.saved",
        brought,
        owner=brought.owner,
        seller_id=seller.pk,
        new=brought.new_count,
        changed=brought.changed_count,
        held=brought.held_count,
    )


def _as_seen(
    brought: Import, seller: Seller, rows: list[ImportRow], goods: list[Goods]
) -> dict[int, Match]:
    """Lock what the rows are about and compare it with what was shown. Raises Moved."""
    skus = {offer.sku.upper() for one in goods for offer in one.offers if offer.sku}
    records = StockRecord.objects.annotate(code=Upper("partner_sku")).filter(code__in=skus)
    own = records.filter(partner=seller.partner_id).order_by("pk")
    list(own.select_for_update(of=("self",)).values_list("pk"))
    fields = {one["field"] for one in brought.columns} - {""}
    shelf = shelf_of(seller, goods, fields, brought.categories)
    matches = match_all(goods, shelf)
    for row in rows:
        match = matches[row.number]
        if (match.does, match.differences) != (row.does, row.differences):
            raise Moved(sku_key(row.data["sku"]))
    return matches


def _back(import_id: int, note: list[Any]) -> None:
    """Return to the look, with every row compared anew."""
    from shop.spreadsheets.keeping import go_on

    with transaction.atomic():
        rows = Import.objects.filter(pk=import_id, state=State.SAVING)
        if not rows.update(state=State.READING, begun_at=timezone.now()):
            return
        brought = Import.objects.get(pk=import_id)
        brought.said = {**brought.said, BACK: note}
        brought.save(update_fields=["said"])
        go_on(brought)


def give_up(import_id: int) -> None:
    """Say that nothing was saved; its rows are kept to try again."""
    Import.objects.filter(pk=import_id, state=State.SAVING).update(state=State.READ)


def fail_stuck() -> int:
    """Give back what a worker began and never ended; return how many."""
    begun = timezone.now() - STUCK_AFTER
    saving = Import.objects.filter(state=State.SAVING, begun_at__lte=begun)
    return saving.update(state=State.READ)

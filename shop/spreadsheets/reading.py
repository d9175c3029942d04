"""Read a kept file: ask about its columns, or write down its rows with all that is to be said."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from community.tables.errors import Unreadable
from shop.spreadsheets.categories import remember, resolve
from shop.spreadsheets.cells import text_of
from shop.spreadsheets.columns import Column, digest_of, is_in_order, proposed
from shop.spreadsheets.evaluating import Evaluated, evaluate, skip_remark, weights_seem_kilos
from shop.spreadsheets.goods import Goods
from shop.spreadsheets.known import known_of
from shop.spreadsheets.matching import Match, match_all, shelf_of
from shop.spreadsheets.models import ColumnMemory, Import, ImportRow
from shop.spreadsheets.remarks import NOTE, REJECT, Remark, verdict_of
from shop.spreadsheets.rows import Read
from shop.spreadsheets.tables import Table, read_table
from shop.spreadsheets.word_warnings import warn_of_words

State, Verdict = Import.State, ImportRow.Verdict
BACK = "back"  # of what was said: why nothing was saved, to be told after the next look
SAMPLES = 3
BATCH = 1000
READY = {Verdict.ACCEPT, Verdict.WARN}


def read(brought: Import) -> None:
    """Read the file and move it on to columns, read or refused."""
    try:
        table = read_table(bytes(brought.file.data))
    except Unreadable as error:
        _move(brought, State.REFUSED, problem=str(error.messages[0])[:300])
        return
    columns = _columns(brought, table)
    if columns is None:
        return
    Import.objects.filter(pk=brought.pk).update(total=len(table.rows))

    def tell(done: int) -> None:
        Import.objects.filter(pk=brought.pk).update(done=done)

    known = known_of(brought.seller, table, columns, brought.said)
    evaluated = evaluate(table, columns, brought.said, tell, known)
    with transaction.atomic():
        awaited = Import.objects.select_for_update().filter(pk=brought.pk, state=State.READING)
        if awaited.exists():  # nobody threw it away meanwhile
            _write(brought, evaluated, columns)
    brought.refresh_from_db()


def _columns(brought: Import, table: Table) -> list[Column] | None:
    """Return the columns to read by; None when their owner is asked first."""
    if brought.said.get("columns"):
        columns = [Column(**kept) for kept in brought.columns]
        _remember(brought, columns)
        return columns
    columns = proposed(table.headings, table.layout.hidden)
    for column in columns:
        column.sample = _sample(table, column.place)
    memory = ColumnMemory.objects.filter(
        seller=brought.seller_id, headings=digest_of(columns)
    ).first()
    asked_anew = brought.said.get("columns") is False
    if memory:
        _follow(columns, memory, brought.said)
    if not asked_anew and (memory or is_in_order(columns)):
        _move(brought, brought.state, columns=[one.kept() for one in columns], said=brought.said)
        return columns
    kilos = weights_seem_kilos(table, columns)
    said = {"weight_unit": "kg" if kilos else "", **brought.said}
    _move(brought, State.COLUMNS, columns=[one.kept() for one in columns], said=said)
    return None


def _sample(table: Table, place: int) -> str:
    texts = (text_of(row[place]) for _number, row in table.rows if place < len(row))
    seen = list(dict.fromkeys(text[:40] for text in texts if text))
    return " · ".join(seen[:SAMPLES])


def _follow(columns: list[Column], memory: ColumnMemory, said: dict[str, Any]) -> None:
    for column, field in zip(columns, memory.said["fields"], strict=True):
        column.field = field
    said["weight_unit"] = memory.said["weight_unit"]


def _remember(brought: Import, columns: list[Column]) -> None:
    said = {
        "fields": [one.field for one in columns],
        "weight_unit": brought.said.get("weight_unit", ""),
    }
    ColumnMemory.objects.update_or_create(
        seller_id=brought.seller_id, headings=digest_of(columns), defaults={"said": said}
    )


def _write(brought: Import, found: Evaluated, columns: list[Column]) -> None:
    fields = {one.field for one in columns} - {""}
    words = {read.goods.category for read in found.reads if _counts(read)}
    categories = {**resolve(brought.seller, words), **_chosen(brought, words)}
    remember(brought.seller, {k: v for k, v in _chosen(brought, words).items() if v})
    goods = [read.goods for read in found.reads if _counts(read)]
    shelf = shelf_of(brought.seller, goods, fields, categories)
    matches = match_all(goods, shelf)
    warn_of_words(found.reads, matches)
    rows = [_row(brought, read, matches.get(read.goods.number), categories) for read in found.reads]
    rows += [_skipped(brought, number, why) for number, why in found.skipped]
    said = {name: value for name, value in brought.said.items() if name != BACK}
    back = [brought.said[BACK]] if BACK in brought.said else []
    brought.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    _move(
        brought,
        State.READ,
        categories=categories,
        said=said,
        notes=[*back, *found.notes],
        joins=found.joins,
        done=len(rows),
    )


def _chosen(brought: Import, words: set[str]) -> dict[str, int | None]:
    return {word: pk for word, pk in brought.categories.items() if pk and word in words}


def _counts(read: Read) -> bool:
    return verdict_of(read.remarks) not in {Verdict.SKIP, Verdict.REJECT}


def _row(
    brought: Import, read: Read, match: Match | None, categories: dict[str, int | None]
) -> ImportRow:
    goods, match = read.goods, match or Match(does="")
    if match.refused:
        field = "sku" if match.refused == "withdrawn" else "option"
        read.remarks.append(Remark(REJECT, field, match.refused))
    verdict = verdict_of(read.remarks)
    waits = _waits(goods, match, categories) and verdict in {*READY, Verdict.ASK}
    if waits:
        read.remarks.append(Remark(NOTE, "category", "category_waits"))
    return ImportRow(
        import_of=brought,
        number=goods.number,
        verdict=verdict,
        does=match.does if verdict in {*READY, Verdict.ASK} else "",
        waits=waits,
        data=goods.kept(),
        remarks=[one.kept() for one in read.remarks],
        answers=read.answers,
        differences=match.differences,
    )


def _waits(goods: Goods, match: Match, categories: dict[str, int | None]) -> bool:
    """Only what becomes a listing of its own needs a category."""
    is_head = not goods.joins or goods.joins == goods.number
    return is_head and match.does == ImportRow.Does.NEW and not categories.get(goods.category)


def _skipped(brought: Import, number: int, why: str) -> ImportRow:
    remarks = [skip_remark(why).kept()]
    return ImportRow(import_of=brought, number=number, verdict=Verdict.SKIP, remarks=remarks)


def _move(brought: Import, state: str, **values: Any) -> None:
    """Write what was found, unless somebody threw the file away meanwhile."""
    Import.objects.filter(pk=brought.pk, state=State.READING).update(state=state, **values)
    brought.refresh_from_db()

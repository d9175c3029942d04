"""Take a statement of the marketplace's bank account in: each of its lines once for ever."""

from __future__ import annotations

import hashlib
from collections import Counter

from django.conf import settings
from django.db import connection, transaction

from community.audit.recording import record as audit
from community.people.models import User
from community.words.plain import clean_line
from shop.slips.bank_errors import KnownFile
from shop.slips.bank_reading import Line, Statement, read_statement
from shop.slips.booking import book_came
from shop.slips.matching import match
from shop.slips.models import BankFile, BankLine

State = BankLine.State
IMPORTING = 20250403  # of advisory locks: two files at once wait for each other


def import_statement(data: bytes, name: str, by: User) -> BankFile:
    """Keep a file's lines, guess what they pay and book that the money came.

    All of it or nothing. Raises BadStatement, Unreadable.
    """
    digest = hashlib.sha256(data).hexdigest()
    _check_new(digest)
    statement = read_statement(data, settings.MARKETPLACE_BANK_NUMBER)
    return _keep(statement, digest, name, by)


@transaction.atomic
def _keep(statement: Statement, digest: str, name: str, by: User) -> BankFile:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTING])
    _check_new(digest)
    file = BankFile.objects.create(
        name=clean_line(name)[:120],
        digest=digest,
        layout=statement.layout,
        first_at=min(line.at for line in statement.lines),
        last_at=max(line.at for line in statement.lines),
        opening=statement.opening,
        closing=statement.closing,
        brought_by=by,
    )
    lines = _rows(file, statement)
    came = [line for line in lines if line.state == State.NO_MATCH]
    match(came)
    BankLine.objects.bulk_create(lines)
    book_came(came)
    audit(by, "bank.imported", file, lines=len(lines), new=len(came))
    return file


def _check_new(digest: str) -> None:
    known = BankFile.objects.filter(digest=digest).values_list("key", flat=True).first()
    if known is not None:
        raise KnownFile(str(known))


def _rows(file: BankFile, statement: Statement) -> list[BankLine]:
    prints = fingerprints(statement.lines)
    known = set(
        BankLine.objects.filter(fingerprint__in=prints)
        .exclude(state=State.DUPLICATE)
        .values_list("fingerprint", flat=True)
    )
    return [
        BankLine(
            file=file,
            row=line.row,
            at=line.at,
            has_time=line.has_time,
            amount=line.amount,
            balance=line.balance,
            text=line.text,
            reference=line.reference,
            fingerprint=fingerprint,
            state=_state(line, fingerprint in known),
        )
        for line, fingerprint in zip(statement.lines, prints, strict=True)
    ]


def _state(line: Line, is_known: bool) -> str:
    if is_known:
        return State.DUPLICATE
    return State.NO_MATCH if line.amount > 0 else State.OUT


def fingerprints(lines: list[Line]) -> list[str]:
    """Return for each line what makes it itself, also in another file that overlaps.

    With a balance the moment, amount and balance alone: banks word a line differently in
    another export. Without one also its words, and which of several equal lines it is.
    """
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        own = f"{line.at.isoformat()}|{line.amount}|{line.balance}"
        if line.balance is None:
            own += f"|{line.text}|{line.reference}"
        seen[own] += 1
        whole = f"{settings.MARKETPLACE_BANK_NUMBER}|{own}|{seen[own]}"
        found.append(hashlib.sha256(whole.encode()).hexdigest())
    return found

"""Krungthai's iPay text file: one header of 498 characters, one row of 498 for each payout.

The layout is that of media clearing as Thai bookkeeping software writes it for this bank: fixed
widths, TIS-620, amounts in satang. A market agrees the company id and the service with its bank
and sends it one file on trial first (docs/operating.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone

from shop.money import ZERO, to_satang
from shop.payouts.file_csv import account_of
from shop.payouts.models import Batch, Payout

FILE, BATCH_ROW, PAYOUT_ROW, ONE = "10", "1", "2", "000001"
KRUNGTHAI = "006"
GOODS_AND_SERVICES = "04"
ACCOUNT_WIDTH, WIDTH = 11, 498
NEW = "09"  # the state of a row that the bank has not seen
LINE_END = "\r\n"


def fits(payout: Payout) -> bool:
    """Return whether the layout can carry it: a bank account of ten digits."""
    account = payout.account
    return account is not None and account.kind == "bank" and len(account.number) == 10


def ktb_of(batch: Batch, payouts: Sequence[Payout], day: date | None = None) -> bytes:
    """Return the file; a letter that the old code has not becomes a question mark."""
    day = day or timezone.localdate()
    rows = [_header(payouts, day)]
    rows += [_row(batch, one, place, day) for place, one in enumerate(payouts, start=1)]
    return "".join(f"{row}{LINE_END}" for row in rows).encode("cp874", "replace")


def _header(payouts: Sequence[Payout], day: date) -> str:
    total = to_satang(sum((one.amount for one in payouts), ZERO))
    return _joined(
        [FILE, BATCH_ROW, ONE, KRUNGTHAI, f"{len(payouts):07d}", f"{total:019d}", _day(day), "C"],
        ["0" * 8, _text(settings.PAYOUT_COMPANY_ID, 16)],
    )


def _row(batch: Batch, payout: Payout, place: int, day: date) -> str:
    account = account_of(payout)
    number, own = account.number, settings.MARKETPLACE_BANK_NUMBER
    receiver = [account.bank_code, _branch(number), number.rjust(ACCOUNT_WIDTH, "0")]
    sender = [KRUNGTHAI, _branch(own), own.rjust(ACCOUNT_WIDTH, "0")]
    money = [_day(day), GOODS_AND_SERVICES, "00", f"{to_satang(payout.amount):017d}"]
    names = [" " * 8, "0" * 10, _text(account.holder_name, 100)]
    names.append(_text(settings.MARKETPLACE_BANK_HOLDER, 100))
    references = [" " * 40, " " * 18, "  ", _text(f"{batch.number}{payout.number}", 18), "  "]
    end = [" " * 20, f"{place:06d}", NEW, " " * 40, " " * 20, "0000"]
    return _joined([FILE, PAYOUT_ROW, ONE], receiver, sender, money, names, references, end)


def _joined(*parts: Sequence[str]) -> str:
    return "".join("".join(part) for part in parts).ljust(WIDTH)


def _branch(number: str) -> str:
    """Return four digits of a branch: the first three of an account name it."""
    return f"0{number[:3]}" if number else "0000"


def _text(text: str, width: int) -> str:
    return text[:width].ljust(width)


def _day(day: date) -> str:
    return f"{day:%d%m%Y}"

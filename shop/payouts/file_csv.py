"""Payouts as tables that a spreadsheet opens, in Thai, and that no formula hides in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from community.banking.banks import bank_name
from community.banking.models import PayoutAccount
from shop.payouts.models import Batch, Payout

HEAD = [
    "payout",
    "bank_code",
    "bank",
    "account_number",
    "account_holder",
    "amount_baht",
    "shop",
    "reference",
]
PROMPTPAY_HEAD = ["payout", "promptpay_id", "kind", "account_holder", "amount_baht", "reference"]
# By its length: a mobile number, an id number, an e-wallet.
KINDS = {10: "mobile", 13: "id", 15: "ewallet"}
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(batch: Batch, payouts: Sequence[Payout]) -> bytes:
    """Return every payout of a batch: UTF-8 with its mark, so that Excel reads the Thai."""
    return _written(HEAD, (_row(batch, one) for one in payouts))


def promptpay_csv_of(batch: Batch, payouts: Sequence[Payout]) -> bytes:
    """Return the PromptPay ids and amounts alone."""
    return _written(PROMPTPAY_HEAD, (_promptpay_row(batch, one) for one in payouts))


def _row(batch: Batch, payout: Payout) -> list[str]:
    account = account_of(payout)
    bank = bank_name(account.bank_code) if account.bank_code else "PromptPay"
    return [
        payout.number,
        account.bank_code,
        bank,
        account.number,
        account.holder_name,
        f"{payout.amount:.2f}",
        payout.seller.name_th,
        f"{batch.number}-{payout.number}",
    ]


def _promptpay_row(batch: Batch, payout: Payout) -> list[str]:
    account = account_of(payout)
    return [
        payout.number,
        account.number,
        KINDS.get(len(account.number), ""),
        account.holder_name,
        f"{payout.amount:.2f}",
        f"{batch.number}-{payout.number}",
    ]


def account_of(payout: Payout) -> PayoutAccount:
    if payout.account is None:
        raise ValueError(payout.number)
    return payout.account


def plain(text: str) -> str:
    """Return a text that a spreadsheet takes for nothing else."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([plain(one) for one in row])
    return out.getvalue().encode("utf-8-sig")

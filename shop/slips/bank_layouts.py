"""Which column of a statement is what, told by its headings: every bank has its own.

A heading is compared without spaces, points and brackets, in small letters. Of the layouts the
first that fits is taken; each says how the amount is to be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NOISE = re.compile(r"[\s().:/\\\-_*\"']|บาท|thb|baht|จำนวนเงิน(?=.)")
NAMES: dict[str, tuple[str, ...]] = {
    "day": ("วันที่", "วันเดือนปี", "วันที่ทำรายการ", "วันที่รายการ", "วันที่เวลา", "วันเวลา", "วันเวลาที่ทำรายการ",
            "date", "transactiondate", "trandate", "txndate", "postingdate", "postdate",
            "bookingdate", "datetime", "at"),
    "time": ("เวลา", "เวลาทำรายการ", "เวลาที่ทำรายการ", "time", "transactiontime", "trantime"),
    "came": ("ฝาก", "ฝากเงิน", "เงินฝาก", "เงินเข้า", "รับเงิน", "รายการฝาก", "เครดิต", "deposit",
             "deposits", "credit", "creditamount", "moneyin", "paidin", "in"),
    "went": ("ถอน", "ถอนเงิน", "เงินถอน", "เงินออก", "จ่ายเงิน", "รายการถอน", "เดบิต", "withdrawal",
             "withdrawals", "withdraw", "debit", "debitamount", "moneyout", "paidout", "out"),
    "amount": ("จำนวนเงิน", "จำนวน", "amount", "transactionamount"),
    "either": ("ถอนเงินฝากเงิน", "ฝากเงินถอนเงิน", "ฝากถอน", "ถอนฝาก", "withdrawaldeposit",
               "depositwithdrawal", "debitcredit", "creditdebit"),
    "mark": ("ประเภท", "ประเภทรายการ", "drcr", "crdr", "dc", "cd", "type", "transactiontype"),
    "balance": ("คงเหลือ", "ยอดคงเหลือ", "ยอดเงินคงเหลือ", "ยอดเงินในบัญชี", "balance",
                "outstandingbalance", "ledgerbalance", "runningbalance", "accountbalance"),
    "reference": ("เลขที่อ้างอิง", "หมายเลขอ้างอิง", "เลขอ้างอิง", "อ้างอิง", "รหัสอ้างอิง", "reference",
                  "referenceno", "referencenumber", "refno", "ref", "ref1", "transref",
                  "transactionid", "transactionreference"),
    "currency": ("สกุลเงิน", "currency", "ccy"),
    "text": ("รายการ", "รายละเอียด", "คำอธิบาย", "หมายเหตุ", "ช่องทาง", "สาขา", "ชื่อผู้โอน", "ผู้โอน",
             "ผู้ทำรายการ", "description", "descriptions", "transactiondescription",
             "details", "detail", "particulars", "remark", "remarks", "note", "memo", "channel",
             "branch", "counterparty", "payer",
             "code", "transactioncode"),
}  # fmt: skip


MONEY = ("came", "went", "amount", "either", "balance")


@dataclass(frozen=True)
class Columns:
    layout: str  # a key of LAYOUTS
    at: dict[str, int]
    texts: list[int] = field(default_factory=list)

    def cell(self, cells: list[str], name: str) -> str:
        position = self.at.get(name, -1)
        return cells[position].strip() if 0 <= position < len(cells) else ""

    def text(self, cells: list[str]) -> str:
        found = (cells[position].strip() for position in self.texts if position < len(cells))
        return " ".join(part for part in found if part)


# What each layout cannot do without.
LAYOUTS: dict[str, set[str]] = {
    "two_columns": {"day", "came", "went"},  # money in and money out beside each other
    "marked": {"day", "amount", "mark"},  # one column, and CR or DR beside it
    "by_balance": {"day", "either", "balance"},  # one column; the balance tells the direction
    "signed": {"day", "amount"},  # one column, money out below zero
}


def columns_of(cells: list[str]) -> Columns | None:
    """Return what the columns are where these cells are the headings of a statement."""
    at: dict[str, int] = {}
    texts: list[int] = []
    for position, cell in enumerate(cells):
        name = _name_of(cell)
        if name == "text":
            texts.append(position)
        elif name in at and name in MONEY:
            return None  # two columns of one meaning: nobody can tell which counts
        elif name:
            at.setdefault(name, position)
    for layout, needed in LAYOUTS.items():
        if needed <= at.keys():
            return Columns(layout, at, texts)
    return None


def _name_of(cell: str) -> str:
    """Return what a heading means; a heading in two languages is known by either."""
    whole = NOISE.sub("", cell.lower())
    parts = [whole, *(NOISE.sub("", part) for part in re.split(r"[/\n(]", cell.lower()))]
    for part in parts:
        for name, known in NAMES.items():
            if part in known:
                return name
    return ""

"""The name and the code of a row, and what stands in formulas."""

from __future__ import annotations

import re
from datetime import date

from shop.spreadsheets.cells import Cell, text_of, thai, words_of
from shop.spreadsheets.remarks import ASK, REJECT, WARN, Remark

LONGEST_TITLE = 160  # of the market; a card shows no more
LONGEST_SKU = 40
FORMULA_SIGNS = ("=", "+", "-", "@")
SKU = re.compile(r"[\w\u0e01-\u0e4e./\- ]+")
HAS_LETTERS = re.compile(r"[^\W_]")
BARCODE_FROM = 10**11  # a number this long was a barcode, and Excel rounds it


def read_sku(cell: Cell) -> tuple[str, list[Remark]]:
    """Return the code as it was typed. What Excel keeps as a number may have lost digits."""
    raw = cell.raw
    if isinstance(raw, bool | date):
        return "", [Remark(ASK, "sku", "sku_odd", {"typed": cell.text[:40]})]
    if isinstance(raw, int | float):
        return "", [_number_as_code(raw)]
    text, _joined = thai(text_of(raw).removeprefix("'"))
    if not text or cell.is_error:
        return "", []
    if len(text) > LONGEST_SKU:
        return "", [Remark(REJECT, "sku", "sku_long", {"most": LONGEST_SKU})]
    if not SKU.fullmatch(text) or not HAS_LETTERS.search(text):
        return "", [Remark(REJECT, "sku", "sku_signs", {"typed": text[:40]})]
    return text, []


def _number_as_code(raw: float) -> Remark:
    typed = text_of(raw)
    if abs(raw) >= BARCODE_FROM or not float(raw).is_integer():
        return Remark(ASK, "sku", "sku_barcode", {"typed": typed[:40]})
    return Remark(ASK, "sku", "sku_number", {"typed": typed}, [typed])


def read_title(cell: Cell, field: str) -> tuple[str, list[Remark]]:
    """Return the name in plain words; nothing where it cannot be one."""
    if cell.is_error:
        return "", [Remark(REJECT, field, "is_error", {"typed": cell.text})]
    words = words_of(cell.raw)
    remarks = [Remark(WARN, field, code) for code in words.mended if code != "hidden_signs"]
    if wrong := _wrong_title(cell, words.text, words.wrong):
        return "", [Remark(REJECT, field, wrong, {"most": LONGEST_TITLE})]
    asked = "markup" if words.had_markup else ""
    asked = asked or ("hidden_signs" if "hidden_signs" in words.mended else "")
    if asked and not cell.answered:
        facts = {"value": words.text[:80]}
        remarks.append(Remark(ASK, field, asked, facts, [words.text]))
    return words.text, remarks


def _wrong_title(cell: Cell, text: str, wrong: str) -> str:
    if wrong:
        return "title_long" if wrong == "too_long_cell" else wrong
    if not text and cell.text.startswith("<"):
        return "title_signs"
    if not text:
        return "title_missing"
    if text.startswith(FORMULA_SIGNS) and not cell.is_formula:
        return "formula_like"
    if not HAS_LETTERS.search(text):
        return "title_signs"
    return "title_long" if len(text) > LONGEST_TITLE else ""


def formula_remarks(cells: dict[str, Cell]) -> list[Remark]:
    """Say of each formula what was taken in its place: what Excel had computed, never more."""
    remarks = []
    for name, cell in cells.items():
        if not cell.is_formula:
            continue
        value = cell.text[:80]
        if not value or cell.is_error:
            remarks.append(Remark(REJECT, name, "formula_empty"))
        elif name in {"title", "sku"}:
            remarks.append(Remark(ASK, name, "formula_text", {"value": value}, [value]))
        else:
            remarks.append(Remark(WARN, name, "was_formula", {"value": value}))
    return remarks

"""One row of a list: what it says, what is wrong with it, what was mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from community.rosters.headings import Columns
from community.rosters.phones import WrongPhone, read_phone
from community.sellers.models import Seller
from community.words.plain import clean_line

FORMULA_SIGNS = ("=", "+", "-", "@")
LONGEST = {"name": 120, "shop": 160, "makes": 200}
NOTHING = {"-", "–", "—"}  # how people say that there is none
EXAMPLE = ("ตัวอย่าง", "example")
Remark = tuple[str, dict[str, Any]]  # a code of community.rosters.cures, and its facts

KINDS = {
    "": Seller.Kind.INDIVIDUAL,
    "บุคคล": Seller.Kind.INDIVIDUAL,
    "บุคคลธรรมดา": Seller.Kind.INDIVIDUAL,
    "วิสาหกิจชุมชน": Seller.Kind.ENTERPRISE,
    "กลุ่ม": Seller.Kind.ENTERPRISE,
    "บริษัท": Seller.Kind.COMPANY,
    "individual": Seller.Kind.INDIVIDUAL,
    "community enterprise": Seller.Kind.ENTERPRISE,
    "company": Seller.Kind.COMPANY,
}
SELLER, MEMBER, MANAGER = "seller", "member", "manager"
ROLES = {
    "": SELLER,
    "ผู้ขาย": SELLER,
    "สมาชิก": MEMBER,
    "ผู้จัดการ": MANAGER,
    "ผู้จัดการชุมชน": MANAGER,
    "seller": SELLER,
    "member": MEMBER,
    "manager": MANAGER,
}


@dataclass
class Row:
    number: int  # as Excel counts
    name: str = ""
    phone: str = ""  # E.164
    typed_phone: str = ""
    email: str = ""
    shop: str = ""
    kind: str = ""
    role: str = ""
    makes: str = ""
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    left_out: str = ""  # why nobody is invited for it, though nothing is wrong: a code

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def read_row(number: int, cells: Sequence[Any], columns: Columns) -> Row | None:
    """Return the row, or None for the template's own example."""
    said = {name: _text(cells, place) for name, place in columns.places.items()}
    if said["name"].lower().startswith(EXAMPLE):
        return None
    row = Row(number, typed_phone=said.get("phone", "")[:40])
    for name, most in LONGEST.items():
        setattr(row, name, _words(row, name, said.get(name, ""), most))
    if not row.name and not any(code == "name_long" for code, _facts in row.problems):
        row.problems.append(("name_missing", {}))
    _read_email(row, said.get("email", ""))
    _read_phone(row, cells, columns)
    _choose(row, "kind", KINDS, said.get("kind", ""))
    _choose(row, "role", ROLES, said.get("role", ""))
    return row


def _text(cells: Sequence[Any], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    text = "" if cell is None else clean_line(str(cell)[:2000])
    return "" if text in NOTHING else text


def _words(row: Row, name: str, text: str, most: int) -> str:
    if text.startswith(FORMULA_SIGNS):
        row.problems.append((f"{name}_formula", {"sign": text[0]}))
    if len(text) > most:
        row.problems.append((f"{name}_long", {"most": most}))
    return text[:most]


def _read_email(row: Row, text: str) -> None:
    row.email = text.lower()[:254]
    if not text:
        return
    try:
        validate_email(row.email)
    except ValidationError:
        row.problems.append(("email_wrong", {}))


def _read_phone(row: Row, cells: Sequence[Any], columns: Columns) -> None:
    if not row.typed_phone:
        if not row.email:
            row.problems.append(("reach_missing", {}))
        return
    try:
        row.phone, mended = read_phone(cells[columns.places["phone"]])
    except WrongPhone as wrong:
        if wrong.code == "phone_landline" and row.email:
            row.notes.append(("phone_left", {}))
        else:
            row.problems.append((wrong.code, wrong.facts))
        return
    if mended:
        row.notes.append((mended, {}))


def _choose(row: Row, name: str, known: dict[str, Any], text: str) -> None:
    value = known.get(text.lower())
    if value is None:
        row.problems.append((f"{name}_unknown", {"typed": text[:40]}))
    setattr(row, name, str(value or ""))

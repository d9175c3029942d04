"""Bring one of the test files as Mali does, and say what is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from oscar.apps.catalogue.models import Category

from community.people.models import User
from shop.listings.models import CategoryWords
from shop.spreadsheets import keeping, reading, saving
from shop.spreadsheets.categories import guess
from shop.spreadsheets.models import Import, ImportRow
from tests.cast import make_category, seller_of

FILES = Path(__file__).parent / "files"


def file_of(letter: str) -> Path:
    return next(FILES.glob(f"{letter}-*.*"))


def plant_template_categories() -> None:
    """Plant the tree that the template's third sheet names, in a few writes."""
    roots: dict[str, Category] = {}
    leaves: list[Category] = []
    there = Category.get_root_nodes().count()
    for root, leaf in _ways_in_the_template():
        above = roots.setdefault(root, _category("", there + len(roots), root, depth=1))
        leaves.append(_category(above.path, above.numchild, leaf, depth=2))
        above.numchild += 1
    planted = Category.objects.bulk_create([*roots.values(), *leaves])
    words = [CategoryWords(category=one, name_th=one.name, name_en="") for one in planted]
    CategoryWords.objects.bulk_create(words)


@cache
def _ways_in_the_template() -> list[list[str]]:
    sheet = openpyxl.load_workbook(file_of("a"), read_only=True).worksheets[2]
    return [str(way).split(" > ") for (way,) in sheet.iter_rows(values_only=True)]


def _category(above: str, place: int, name: str, *, depth: int) -> Category:
    path = Category._get_path(above, depth, place + 1)
    return Category(path=path, depth=depth, name=name, slug=f"planted-{path.lower()}")


def upload(letter: str) -> SimpleUploadedFile:
    path = file_of(letter)
    return SimpleUploadedFile(path.name, path.read_bytes())


def bring(letter: str, by: User) -> Import:
    """Bring the file; whatever its size it is read when this returns."""
    return finish(keeping.bring(upload(letter), seller_of(by), by))


def bring_text(text: str, by: User) -> Import:
    """Bring a CSV whose columns are what they seem to be, each of its categories chosen."""
    file = SimpleUploadedFile("goods.csv", text.encode())
    brought = finish(keeping.bring(file, seller_of(by), by))
    if brought.state == Import.State.COLUMNS:
        brought = take_columns(brought, by)
    waiting = {word for word, pk in brought.categories.items() if word and pk is None}
    if waiting:
        category = make_category("x").pk
        keeping.say_more(brought, {}, dict.fromkeys(waiting, category), [])
    return finish(brought)


def finish(brought: Import) -> Import:
    """Do what the worker would."""
    if brought.state == Import.State.READING:
        reading.read(brought)
    if brought.state == Import.State.SAVING:
        saving.save(brought.pk)
    brought.refresh_from_db()
    return brought


def take_columns(brought: Import, by: User) -> Import:
    """Say yes to what was proposed."""
    fields = {one["place"]: one["field"] for one in brought.columns}
    keeping.say_columns(brought, fields, brought.said.get("weight_unit", ""), by)
    return finish(brought)


def answer(brought: Import, **rows: Any) -> Import:
    """Answer by row, as in r17={"price": "350"}."""
    answers = {number.removeprefix("r"): fields for number, fields in rows.items()}
    keeping.say_more(brought, answers, {}, [])
    return finish(brought)


def choose_categories(brought: Import, join: list[int] | None = None) -> Import:
    """Choose for each word of the file what is proposed, or the first kind there is."""
    usual = guess("ของที่ระลึก")
    chosen = {w: guess(w) or usual for w, pk in brought.categories.items() if pk is None}
    keeping.say_more(brought, {}, {w: pk for w, pk in chosen.items() if pk}, join or [])
    return finish(brought)


def row_of(brought: Import, number: int) -> ImportRow:
    return brought.rows.get(number=number)


def verdicts(brought: Import) -> dict[int, str]:
    return dict(brought.rows.values_list("number", "verdict"))


def codes(brought: Import, number: int) -> set[str]:
    return {remark[2] for remark in row_of(brought, number).remarks}

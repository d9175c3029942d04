"""docs/security.md names every field that takes a file, with the limits of the code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.conf import settings

import community
import shop
from community.private import limits
from community.rosters import reading
from shop.desk import photo_field
from shop.listings import drawing
from shop.slips import bank_reading
from shop.spreadsheets import photo_bundles
from shop.spreadsheets import tables as goods

PAGE = (settings.BASE_DIR / "docs" / "security.md").read_text("utf-8")
HAS_ITS_OWN_ROW = ("PaperField", "PhotosField")


def rows() -> dict[str, list[str]]:
    section = PAGE.split("## Papers and other uploads")[1].split("\n## ")[0]
    found = re.findall(r"^\| `([\w.]+)` \| (.+) \|$", section, re.MULTILINE)
    return {name: cells.split(" | ") for name, cells in found}


def megabytes(size: int) -> str:
    return f"{size // 2**20} MB"


def million(pixels: int) -> str:
    return f"{pixels // 10**6} million"


def test_papers() -> None:
    assert rows()["PaperField"] == [
        "JPEG, PNG, WebP, HEIC, PDF",
        megabytes(limits.MOST_BYTES),
        million(limits.MOST_PIXELS),
        f"{limits.MOST_PAGES} pages; {limits.MOST_A_DAY} files a person and day",
    ]


@pytest.mark.parametrize(
    ("row", "files"),
    [("PhotosField", f"{photo_field.MOST_PHOTOS} files"), ("CoverForm.cover", "1 file")],
)
def test_photos(row: str, files: str) -> None:
    kinds = [{"WEBP": "WebP", "HEIF": "HEIC"}.get(kind, kind) for kind in drawing.FORMATS_READ]

    assert rows()[row] == [
        ", ".join(kinds),
        megabytes(drawing.MOST_BYTES),
        million(drawing.MOST_PIXELS),
        files,
    ]


def test_lists_of_members() -> None:
    assert rows()["RosterForm.file"] == [
        "Excel (.xlsx), CSV",
        megabytes(reading.MOST_BYTES),
        "none",
        f"{reading.MOST_ROWS:,} rows",
    ]


def test_lists_of_goods_and_their_photos() -> None:
    assert rows()["FileForm.file"] == [
        "Excel (.xlsx), CSV",
        megabytes(goods.MOST_BYTES),
        "none",
        f"{goods.MOST_ROWS:,} rows",
    ]
    assert rows()["ZipForm.file"] == [
        "Zip of photos",
        megabytes(photo_bundles.MOST_BYTES),
        million(drawing.MOST_PIXELS),
        f"{photo_bundles.MOST_PHOTOS} files",
    ]


def test_statements_of_the_bank() -> None:
    assert rows()["StatementForm.file"] == [
        "CSV",
        megabytes(bank_reading.MOST_BYTES),
        "none",
        f"{bank_reading.MOST_ROWS:,} rows",
    ]


def test_no_field_is_forgotten() -> None:
    assert set(fields_that_take_files()) == set(rows())


def fields_that_take_files() -> Iterator[str]:
    for form in our_forms():
        for name, field in form.base_fields.items():
            if isinstance(field, forms.FileField):
                kind = type(field).__name__
                yield kind if kind in HAS_ITS_OWN_ROW else f"{form.__name__}.{name}"


def our_forms() -> Iterator[Any]:
    for package in (community, shop):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "form" in module.name or "card" in module.name or module.name.endswith("_field"):
                importlib.import_module(module.name)
    yield from (form for form in subclasses(forms.BaseForm) if is_ours(form))


def subclasses(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def is_ours(kind: type) -> bool:
    return kind.__module__.startswith(("community.", "shop."))


def test_no_field_allows_more_than_is_kept_of_a_file() -> None:
    largest = max(limits.MOST_BYTES, drawing.MOST_BYTES, reading.MOST_BYTES)

    assert largest <= settings.UPLOAD_MOST_BYTES
    assert f"more than {megabytes(settings.UPLOAD_READ_AT_MOST_BYTES)} is not read" in PAGE

"""A number that looks wrong is doubted; what people write around it is taken away."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from shop.certificates.numbers import doubt, tidy


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("fda", "๕๐-๒-๐๑๒๓๔-๒-๐๐๕๖", "50-2-01234-2-0056"),
        ("fda", "อย. 50-2-01234-2-0056", "50-2-01234-2-0056"),
        ("tcps", "มผช. ๑๗ / ๒๕๔๖", "17/2546"),
        ("tcps", "เลขที่ มผช.17/2546", "17/2546"),
        ("gi", "สช ๕๙๑๐๐๐๘๕", "สช 59100085"),
        ("organic", "กษ  02-9000-33-500-000123", "กษ 02-9000-33-500-000123"),
    ],
)
def test_it_keeps_a_number_in_one_spelling(kind: str, typed: str, kept: str) -> None:
    assert tidy(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("fda", "50-2-01234-2-0056"),
        ("fda", "5020123420056"),
        ("fda", "5066012345"),  # of cosmetics
        ("tcps", "17/2546"),
        ("tcps", "1023-1/2560"),
        ("gi", "สช 59100085"),
        ("organic", "กษ 02-9000-33-500-000123"),
        ("organic", "TAS/10455"),
        ("halal", "39 A123 456 12 55"),
        ("otop", "anything"),
        ("fda", ""),
    ],
)
def test_it_believes_what_looks_right(kind: str, number: str) -> None:
    doubt(kind, number)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("fda", "50-2-01234-2-005"),
        ("fda", "50-5-01234-2-0056"),
        ("tcps", "17"),
        ("tcps", "17/2026"),
        ("gi", "59100085"),
        ("organic", "A1"),
        ("halal", "12"),
    ],
)
def test_it_doubts_what_looks_wrong(kind: str, number: str) -> None:
    with pytest.raises(ValidationError) as doubted:
        doubt(kind, number)

    assert doubted.value.code == "doubt"

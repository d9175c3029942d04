"""The small parts that everything else stands on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.fakestripe.cards import BY_NUMBER, is_card_number
from tests.fakestripe.forms import decode
from tests.fakestripe.looks import baht
from tests.fakestripe.qr import crc, payload

pytestmark = pytest.mark.sandbox_only


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a=1", {"a": "1"}),
        ("a[b]=1&a[c]=2", {"a": {"b": "1", "c": "2"}}),
        ("a[0]=x&a[1]=y", {"a": ["x", "y"]}),
        ("a[]=x&a[]=y", {"a": ["x", "y"]}),
        ("a[0][b]=x&a[1][b]=y", {"a": [{"b": "x"}, {"b": "y"}]}),
        ("a=", {"a": ""}),
        ("a=%E0%B8%9C%E0%B9%89%E0%B8%B2+%26", {"a": "ผ้า &"}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("", {}),
    ],
)
def test_a_form_becomes_a_tree(text: str, tree: object) -> None:
    assert decode(text) == tree


def test_the_checksum_is_the_published_one() -> None:
    assert crc("123456789") == 0x29B1


def test_a_code_is_made_of_whole_fields() -> None:
    text = payload(125_050, "pi_abc123")

    fields = {}
    while text:
        tag, length = text[:2], int(text[2:4])
        fields[tag], text = text[4 : 4 + length], text[4 + length :]

    assert fields["54"] == "1250.50"
    assert fields["53"] == "764"
    assert fields["30"].endswith("0208PIABC123")


@pytest.mark.parametrize("number", BY_NUMBER)
def test_every_test_card_is_a_card_number(number: str) -> None:
    assert is_card_number(number)


@pytest.mark.parametrize("text", ["4242424242424241", "4242", "", "๔๒๔๒๔๒๔๒๔๒๔๒๔๒๔๒", "4242x"])
def test_other_text_is_no_card_number(text: str) -> None:
    assert not is_card_number(text)


@pytest.mark.parametrize(
    ("satang", "text"), [(125_000, "฿1,250"), (125_050, "฿1,250.50"), (5, "฿0.05")]
)
def test_money_is_written_as_people_read_it(satang: int, text: str) -> None:
    assert baht(satang) == text


def test_the_sandbox_needs_no_django() -> None:
    code = "import sys, tests.fakestripe; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

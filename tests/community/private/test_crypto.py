"""What is sealed opens in its own place, with a key that is there, and only unchanged."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from community.private.crypto import (
    Unreadable,
    blind_index,
    decrypt,
    decrypt_bytes,
    encrypt,
    encrypt_bytes,
)

NUMBER = "1101700230708"


@pytest.fixture
def two_keys(settings: Any) -> Any:
    settings.FIELD_KEYS = {"k1": b"1" * 32}
    return settings


def spoiled(stored: str, place: int) -> str:
    name, _colon, encoded = stored.partition(":")
    raw = bytearray(base64.b64decode(encoded))
    raw[place] ^= 1
    return f"{name}:{base64.b64encode(bytes(raw)).decode()}"


@pytest.mark.parametrize("text", [NUMBER, "", "๑๒๓ บ้านแม่แจ่ม", "a" * 10_000])
def test_it_opens_what_it_has_sealed(text: str) -> None:
    stored = encrypt(text, context="a.b")

    assert decrypt(stored, context="a.b") == text
    assert not text or text not in stored


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert len({encrypt(NUMBER, context="a.b") for _ in range(50)}) == 50


@pytest.mark.parametrize("place", [0, 11, 12, 20, -1])
def test_a_changed_bit_is_noticed(place: int) -> None:
    stored = encrypt(NUMBER, context="a.b")

    with pytest.raises(Unreadable):
        decrypt(spoiled(stored, place), context="a.b")


@pytest.mark.parametrize(
    "stored", ["", "plain", "dev:", "dev:AAAA", "dev:not base64!", "k9:AAAA", ":", "dev:ก"]
)
def test_what_is_not_sealed_does_not_open(stored: str) -> None:
    with pytest.raises(Unreadable):
        decrypt(stored, context="a.b")


def test_it_does_not_open_elsewhere() -> None:
    with pytest.raises(Unreadable):
        decrypt(encrypt(NUMBER, context="a.b"), context="a.c")


def test_old_keys_still_read_and_the_first_one_writes(two_keys: Any) -> None:
    old = encrypt(NUMBER, context="a.b")
    two_keys.FIELD_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}

    new = encrypt(NUMBER, context="a.b")

    assert (old[:3], new[:3]) == ("k1:", "k2:")
    assert decrypt(old, context="a.b") == decrypt(new, context="a.b") == NUMBER


def test_without_its_key_it_is_unreadable(two_keys: Any) -> None:
    old = encrypt(NUMBER, context="a.b")
    two_keys.FIELD_KEYS = {"k2": b"2" * 32}

    with pytest.raises(Unreadable, match="no key 'k1'"):
        decrypt(old, context="a.b")


def test_another_key_of_the_same_name_does_not_open_it(two_keys: Any) -> None:
    old = encrypt(NUMBER, context="a.b")
    two_keys.FIELD_KEYS = {"k1": b"3" * 32}

    with pytest.raises(Unreadable):
        decrypt(old, context="a.b")


def test_bytes_are_sealed_like_text() -> None:
    data = bytes(range(256)) * 1000

    stored = encrypt_bytes(data, context="paper")

    assert decrypt_bytes(stored, context="paper") == data
    assert data[:64] not in stored
    for broken in (b"", b"dev:", stored[:-1], stored + b"x", b"k9" + stored[3:]):
        with pytest.raises(Unreadable):
            decrypt_bytes(broken, context="paper")
    with pytest.raises(Unreadable):
        decrypt_bytes(stored, context="another")


def test_equal_numbers_have_equal_indexes() -> None:
    assert blind_index(NUMBER, purpose="tax") == blind_index(NUMBER, purpose="tax")
    assert len(blind_index(NUMBER, purpose="tax")) == 64


def test_an_index_is_of_one_purpose_and_one_key(settings: Any) -> None:
    mine = blind_index(NUMBER, purpose="tax")

    assert blind_index(NUMBER, purpose="account") != mine
    settings.BLIND_INDEX_KEY = b"9" * 32
    assert blind_index(NUMBER, purpose="tax") != mine


def test_nothing_has_no_index() -> None:
    assert blind_index("", purpose="tax") == ""


def test_the_index_outlives_a_change_of_keys(two_keys: Any) -> None:
    before = blind_index(NUMBER, purpose="tax")

    two_keys.FIELD_KEYS = {"k2": b"2" * 32}

    assert blind_index(NUMBER, purpose="tax") == before

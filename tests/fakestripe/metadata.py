"""The limits of metadata, and how an update merges it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import bad_parameter

KEYS_MAX = 50
KEY_LENGTH_MAX = 40
VALUE_LENGTH_MAX = 500


def check_metadata(values: Mapping[str, Any], where: str) -> None:
    """Refuse more than 50 keys, keys over 40 characters and values over 500."""
    if len(values) > KEYS_MAX:
        raise bad_parameter(f"You can only specify up to {KEYS_MAX} metadata keys.", where)
    for key, value in values.items():
        if not isinstance(value, str):
            raise bad_parameter("Metadata values must be strings.", f"{where}[{key}]")
        if len(key) > KEY_LENGTH_MAX or len(value) > VALUE_LENGTH_MAX:
            raise bad_parameter(
                f"Metadata keys can have up to {KEY_LENGTH_MAX} characters and values up to "
                f"{VALUE_LENGTH_MAX}.",
                where,
            )


def merged(old: Mapping[str, str], new: Any) -> dict[str, str]:
    """Return metadata after an update: "" clears all, an empty value removes its key."""
    if new == "":
        return {}
    both = {**old, **(new or {})}
    return {key: value for key, value in both.items() if value != ""}

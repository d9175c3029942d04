"""Find a purchase without an account: its number, and a way to reach the buyer."""

from __future__ import annotations

import re

from community.people.fields import one_spelling
from shop.purchases.models import Purchase
from shop.purchases.numbers import ALPHABET

NUMBER = re.compile(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")


def clean_number(text: str) -> str:
    """Return K7Q2-9XMD for "k7q2 9xmd", or nothing when it cannot be a number."""
    letters = re.sub(r"[\W_]+", "", text).upper()
    number = f"{letters[:4]}-{letters[4:]}"
    return number if NUMBER.fullmatch(number) else ""


def find_purchase(number: str, reach: str) -> Purchase | None:
    """Return the purchase when the telephone number or e-mail address is the buyer's."""
    purchase = Purchase.objects.filter(number=number).first()
    asked = one_spelling(reach)
    if purchase is None or asked not in (purchase.phone, purchase.email.lower()):
        return None
    return purchase

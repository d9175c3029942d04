"""Refuse passwords that are easy to guess here: the market's own words, one's own name."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Documented in docs/security.md. Compared without spaces, marks and capitals.
MARKET_WORDS = (
    "talat",
    "ตลาดชุมชน",
    "ตลาด",
    "ชุมชน",
    "password",
    "รหัสผ่าน",
    "otop",
    "โอทอป",
    "promptpay",
    "พร้อมเพย์",
)
# A password that is little more than such a word: the rest is shorter than this.
OWN_PART_LETTERS = 6


class EasyWordsValidator:
    def validate(self, password: str, user: Any = None) -> None:
        plain = bare(password)
        words = [*map(bare, MARKET_WORDS), *own_words(user)]
        if any(word in plain and len(plain.replace(word, "")) < OWN_PART_LETTERS for word in words):
            raise ValidationError(
                _("This is easy to guess: it is made of the market's or your own name."),
                code="password_easy_words",
            )

    def get_help_text(self) -> str:
        return str(_("Not the market's name, your own name or your telephone number."))


def own_words(user: Any) -> list[str]:
    """Return name, telephone number and e-mail name of the person, bare, from four letters on."""
    name, phone, email = (getattr(user, part, None) or "" for part in ("name", "phone", "email"))
    national = "0" + phone.removeprefix("+66") if phone.startswith("+66") else phone
    parts = (name, *name.split(), phone, national, email.split("@")[0])
    return [word for word in map(bare, parts) if len(word) >= 4]


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

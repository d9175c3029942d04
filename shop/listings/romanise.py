"""Addresses in ASCII for titles in Thai."""

from __future__ import annotations

from django.utils.text import slugify

LONGEST = 80
FALLBACK = "goods"
LEADING_VOWELS = "เแโใไ"
# Close to the Royal Thai General System, letter by letter: an address, not a reading aid.
TABLE = """
    ก k ข kh ฃ kh ค kh ฅ kh ฆ kh ง ng จ ch ฉ ch ช ch ซ s ฌ ch ญ y ฎ d ฏ t ฐ th ฑ th ฒ th ณ n
    ด d ต t ถ th ท th ธ th น n บ b ป p ผ ph ฝ f พ ph ฟ f ภ ph ม m ย y ร r ฤ rue ล l ฦ lue ว w
    ศ s ษ s ส s ห h ฬ l อ o ฮ h ะ a ั a า a ำ am ิ i ี i ึ ue ื ue ุ u ู u เ e แ ae โ o ใ ai ไ ai
    ๐ 0 ๑ 1 ๒ 2 ๓ 3 ๔ 4 ๕ 5 ๖ 6 ๗ 7 ๘ 8 ๙ 9
"""
_letters = TABLE.split()
SOUNDS = dict(zip(_letters[::2], _letters[1::2], strict=True))


def slug_for(title_th: str, title_en: str = "") -> str:
    """Return an ASCII slug of at most LONGEST characters, never empty."""
    slug = slugify(title_en) or slugify(romanised(title_th)) or FALLBACK
    if len(slug) <= LONGEST:
        return slug
    whole_words = slug[: LONGEST + 1].rpartition("-")[0]
    return whole_words or slug[:LONGEST]


def romanised(thai: str) -> str:
    """Return Latin letters for Thai ones; marks without a sound of their own are dropped."""
    letters: list[str] = []
    waiting = ""
    for char in thai:
        if char in LEADING_VOWELS:
            waiting = SOUNDS[char]
            continue
        letters.append(_sound(char) + waiting)
        waiting = ""
    return "".join(letters) + waiting


def _sound(char: str) -> str:
    is_thai = "\u0e00" <= char <= "\u0e7f"
    return SOUNDS.get(char, "") if is_thai else char

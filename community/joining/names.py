"""Names of shops and groups: compared without their titles, and as addresses."""

from __future__ import annotations

import re
import unicodedata

from django.db.models import Model

from shop.listings.folding import fold
from shop.listings.romanise import LONGEST, slug_for

# Longest first: "กลุ่มแม่บ้าน" is one title. Folded as names are: no tone marks.
TITLES = sorted(
    map(
        fold,
        (
            "วิสาหกิจชุมชน กลุ่มวิสาหกิจชุมชน เครือข่ายวิสาหกิจชุมชน กลุ่มแม่บ้านเกษตรกร กลุ่มแม่บ้าน "
            "กลุ่มสตรี กลุ่มอาชีพ กลุ่มผู้ผลิต กลุ่มเกษตรกร กลุ่ม ชมรม เครือข่าย ร้านค้า ร้าน ตลาดชุมชน "
            "ตลาดนัด ตลาด บริษัท ห้างหุ้นส่วนจำกัด ห้างหุ้นส่วน หจก บจก จำกัด มหาชน ชุมชน "
        ).split(),
    ),
    key=len,
    reverse=True,
)
ENGLISH = re.compile(
    r"\b(community|enterprise|group|the|shop|market|network|company|co|ltd|limited|otop|sme)\b"
)
THAI_TITLES = re.compile("|".join(map(re.escape, TITLES)))


def fold_name(name: str) -> str:
    """Return the name to compare with others: small letters, no marks, titles or blanks.

    A name that is nothing but a title is kept: "ตลาดนัด" is still a name.
    """
    folded = fold(name)
    bare = _letters(ENGLISH.sub(" ", THAI_TITLES.sub(" ", folded)))
    return (bare or _letters(folded))[:200]


def _letters(text: str) -> str:
    # Not \W: Thai vowels above and below are marks, and part of the word.
    return "".join(char for char in text if unicodedata.category(char)[0] not in "PSZ")


def free_slug(model: type[Model], name_th: str, name_en: str) -> str:
    """Return an address that no row of the model has: mali, mali-2, mali-3 …"""
    stem = slug_for(name_th, name_en)
    stem = stem if stem != "goods" else "talat"
    near = model._default_manager.filter(slug__startswith=stem[: LONGEST - 6])
    taken = set(near.values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem[: LONGEST - len(str(number)) - 1]}-{number}"
    return slug

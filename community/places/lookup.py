"""From a postcode to the places that have it. The table decides, never the first two digits."""

from __future__ import annotations

from dataclasses import dataclass

from community.places.models import Province, Subdistrict, in_language
from community.words.digits import ascii_digits


@dataclass(frozen=True)
class Place:
    """A sub-district, its names in the language that was active."""

    subdistrict: str
    district: str
    province: str
    province_code: str


def clean_postcode(text: str) -> str:
    """Return the five digits of what was typed, in Thai or Arabic digits, or nothing."""
    digits = "".join(ascii_digits(text).split())
    return digits if len(digits) == 5 and digits.isascii() and digits.isdigit() else ""


def places_for(postcode: str) -> list[Place]:
    """Return every sub-district with the postcode, by province, district and code."""
    found = (
        Subdistrict.objects.filter(postcodes__contains=[clean_postcode(postcode)])
        .select_related("district__province")
        .order_by("code")
    )
    return [_place(subdistrict) for subdistrict in found]


def fits(postcode: str, province_code: str) -> bool:
    """Say whether any place of the province has the postcode; some postcodes have two provinces."""
    return Subdistrict.objects.filter(
        postcodes__contains=[clean_postcode(postcode)], district__province=province_code
    ).exists()


def is_known(postcode: str) -> bool:
    return Subdistrict.objects.filter(postcodes__contains=[clean_postcode(postcode)]).exists()


def province_choices() -> list[tuple[str, str]]:
    """Return (code, name) in the order of the active language."""
    order = in_language("sort_key", "name_en")
    return [(province.code, str(province)) for province in Province.objects.order_by(order)]


def _place(subdistrict: Subdistrict) -> Place:
    district = subdistrict.district
    return Place(str(subdistrict), str(district), str(district.province), district.province_id)

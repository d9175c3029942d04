"""An address as it is written on a parcel in Thailand."""

from __future__ import annotations

from typing import Protocol

BANGKOK = "10"


class Addressed(Protocol):
    address: str
    subdistrict: str
    district: str
    province_code: str
    province_name: str
    postcode: str


def one_line(place: Addressed) -> str:
    """Return ต. อ. จ. before the names, แขวง เขต in Bangkok; plain names if not Thai letters."""
    if not place.subdistrict:
        return place.address
    if not _is_thai(place.subdistrict):
        areas = (place.subdistrict, place.district, place.province_name)
        return f"{place.address}, {', '.join(areas)} {place.postcode}"
    if place.province_code == BANGKOK:
        return (
            f"{place.address} แขวง{place.subdistrict} เขต{place.district} "
            f"{place.province_name} {place.postcode}"
        )
    return (
        f"{place.address} ต.{place.subdistrict} อ.{place.district} "
        f"จ.{place.province_name} {place.postcode}"
    )


def _is_thai(text: str) -> bool:
    return any("\u0e00" <= char <= "\u0e7f" for char in text)

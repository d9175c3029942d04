"""Who buys and where it goes, as the checkout hands it over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str  # E.164
    email: str = ""
    address: str = ""
    subdistrict: str = ""
    district: str = ""
    province_code: str = ""
    province_name: str = ""
    postcode: str = ""
    note: str = ""

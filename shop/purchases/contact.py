"""Who buys and where it goes, as the checkout hands it over."""

from __future__ import annotations

import hashlib
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

    def digest(self) -> str:
        """Return a short mark of who and where, for the screen to carry."""
        text = "\n".join(str(value) for value in vars(self).values())
        return hashlib.sha256(text.encode()).hexdigest()[:16]

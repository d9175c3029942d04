"""Who carries parcels, and where a parcel of theirs is followed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Carrier:
    code: str
    name: str | Promise
    # {number} is where the tracking number goes; empty where there is no such page.
    tracking_url: str = ""
    has_check_digit: bool = False  # S10, as every post office numbers its parcels


THAILAND_POST = "thailand_post"
OTHER = "other"
CARRIERS: dict[str, Carrier] = {
    carrier.code: carrier
    for carrier in (
        Carrier(
            THAILAND_POST,
            _("Thailand Post"),
            "https://track.thailandpost.co.th/?trackNumber={number}",
            has_check_digit=True,
        ),
        Carrier("flash", "Flash Express", "https://www.flashexpress.com/fle/tracking?se={number}"),
        Carrier("kex", "KEX Express", "https://th.kex-express.com/th/track/?track={number}"),
        Carrier("jt", "J&T Express", "https://www.jtexpress.co.th/service/track?billcode={number}"),
        Carrier(OTHER, _("Another carrier")),
    )
}


def carrier_choices() -> list[tuple[str, str | Promise]]:
    return [(carrier.code, carrier.name) for carrier in CARRIERS.values()]


def carrier_name(code: str) -> str:
    carrier = CARRIERS.get(code)
    return str(carrier.name) if carrier else code


def tracking_url(code: str, number: str) -> str:
    """Return the page that follows a parcel, or nothing where there is none."""
    carrier = CARRIERS.get(code)
    if carrier is None or not number:
        return ""
    return carrier.tracking_url.format(number=quote(number, safe=""))

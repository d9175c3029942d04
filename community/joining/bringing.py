"""What an application tells the shop or the community made of it, and tells it only once."""

from __future__ import annotations

from typing import Any

from community.groups.models import Community
from community.joining.models import Application
from community.sellers.models import Seller

OF_SELLERS = ("name_th", "name_en", "story_th", "story_en", "phone", "line_id")
OF_COMMUNITIES = (
    *("name_th", "name_en", "story_th", "story_en"),
    *("district", "subdistrict", "postcode"),
)


def told_by(application: Application) -> dict[str, Any]:
    """Return what it says, by the names of the fields of what it makes."""
    is_community = application.wants == Application.Wants.COMMUNITY
    names = OF_COMMUNITIES if is_community else OF_SELLERS
    told: dict[str, Any] = {name: getattr(application, name) for name in names}
    told |= {"kind": application.kind, "province_id": application.province_id or ""}
    # A person's own number is not a registration, and is shown to nobody.
    if not is_community and application.kind != Application.Kind.INDIVIDUAL:
        told["registration_no"] = application.tax_id
    return told


def bring(told: dict[str, Any], before: dict[str, Any], to: Seller | Community) -> list[str]:
    """Write, unsaved, what was not told before or is empty there; return the fields' names.

    The rest may have been changed at the desk since, and stays as it is there.
    """
    written = [
        name
        for name, value in told.items()
        if before.get(name) != value or (value and not getattr(to, name))
    ]
    for name in written:
        setattr(to, name, told[name])
    return [name.removesuffix("_id") if name == "province_id" else name for name in written]

"""Goods of Mali's that wait, a report of them, and a word that is looked for."""

from __future__ import annotations

from typing import Any

from shop.listings.models import Listing
from shop.moderation import gate
from shop.moderation.models import Look, Report, Word


class ModerationScene:
    def __init__(self, listing: Listing) -> None:
        asked_by = listing.seller.members.order_by("pk").first().user  # type: ignore[union-attr]
        gate.may_change(listing, {"description_th": "คู่กับเบียร์"}, asked_by)
        self.look = Look.objects.get(listing=listing)
        self.report = Report.objects.create(listing=listing, why="untrue", text="ไม่ใช่ผ้าฝ้าย")
        self.word = Word.objects.get(text="สาโท")
        self.listing = listing

    def special(self, name: str) -> dict[str, Any]:
        """Return the arguments of this room's routes."""
        if name.startswith("office:listing-") or name == "office:listing":
            return {"pk": self.look.pk}
        if name.startswith("office:report-") or name == "office:report":
            return {"pk": self.report.pk}
        if name.startswith("office:word"):
            return {"pk": self.word.pk}
        return {
            "moderation:report": {"pk": self.listing.product_id},
            "moderation:answer": {"key": self.report.key},
            "desk:look-drop": {"pk": self.listing.pk},
        }.get(name, {})

"""A file of goods and a zip of photos of one seller, for tests that go through every route."""

from __future__ import annotations

from typing import Any

from community.people.models import User
from community.sellers.models import Seller
from shop.spreadsheets.models import Import, PhotoBundle


class BulkScene:
    def __init__(self, seller: Seller, by: User) -> None:
        undone = Import.State.UNDONE
        self.brought = Import.objects.create(seller=seller, brought_by=by, state=undone)
        self.bundle = PhotoBundle.objects.create(
            seller=seller, brought_by=by, state=PhotoBundle.State.DONE, data=b""
        )

    def special(self, name: str) -> dict[str, Any]:
        if name.startswith("desk:bulk-photos-"):
            return {"key": self.bundle.key}
        if name == "desk:import" or (name.startswith("desk:import-") and "template" not in name):
            return {"key": self.brought.key}
        return {}

"""What Mali's stock has in the scene: something kept back, a correction that waits, a count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from community.people.models import User
from shop.listings.models import Listing
from shop.stock.actors import By
from shop.stock.models import Movement, Pending
from shop.stock.setting_aside import set_aside
from shop.stock.taking import start

OF_THING = ("book", "sold", "change", "after", "keep")
OF_TAKE = ("take", "take-sheet", "take-table", "take-end")


class StockScene:
    def __init__(self, listing: Listing, owner: User) -> None:
        self.variant = listing.variants.get()
        record = self.variant.stock_record
        by = By(owner)
        day = timezone.localdate() + timedelta(days=300)
        self.kept = set_aside(record.pk, 1, day, "กาดเช้า", by)
        self.wish = Pending.objects.create(
            stock_record=record,
            kind=Pending.Kind.SHORT,
            why=Movement.Why.WASTE,
            wanted=0,
            quantity=1,
            made_by=owner,
        )
        self.take = start(listing.seller, [record], by)

    def special(self, name: str) -> dict[str, Any]:
        """Return what the address of this route is made of, or nothing where it is another's."""
        return {
            **{f"desk:stock-{one}": {"pk": self.variant.pk} for one in OF_THING},
            **{f"desk:stock-{one}": {"pk": self.take.pk} for one in OF_TAKE},
            "desk:stock-take-line": {"pk": self.take.pk, "line_id": self.take.lines.get().pk},
            "desk:stock-kept-back": {"pk": self.kept.pk},
            "desk:stock-wish-end": {"pk": self.wish.pk},
            "desk:stock-undo": {"pk": self.variant.stock_record.movements.earliest("pk").pk},
        }.get(name, {})

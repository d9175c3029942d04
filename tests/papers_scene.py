"""A receipt of what Somchai bought from Mali, and a month of her books."""

from __future__ import annotations

from typing import Any

from shop.papers.issuing import issue_for_sale
from shop.purchases.models import Purchase
from tests.sold import share_of

RIGHT = {"desk:paper-right", "office:paper-right"}


class PapersScene:
    def __init__(self, paid: Purchase) -> None:
        self.number = paid.number
        self.paper = issue_for_sale(share_of(paid).pk)

    def special(self, name: str) -> dict[str, Any]:
        """Return a route's own arguments, none for the routes of other rooms."""
        if name in {"papers:paper", "papers:pdf"}:
            return {"number": self.number, "pk": self.paper.pk}
        if name in {"desk:paper", "desk:paper-pdf", "office:paper", "office:paper-pdf"} | RIGHT:
            return {"pk": self.paper.pk}
        if name in {"desk:statement", "desk:statement-file", "desk:year", "desk:year-file"}:
            return {"year": self.paper.year, "month": self.paper.issued_at.month, "kind": "pdf"}
        return {}

"""What the books say after a section: the command's own word, and what was sold."""

from __future__ import annotations

import contextlib
import io
import json

from django.core.management import call_command

from shop.listings.models import Listing
from shop.purchases.models import Purchase
from tests.bench.figures import Figure


def broken_promises() -> list[str]:
    """Return the names of what `audit_books --json` finds broken."""
    said = io.StringIO()
    with contextlib.suppress(SystemExit):  # exit code 1: the rows are in what it said
        call_command("audit_books", json=True, stdout=said)
    promises = json.loads(said.getvalue())["promises"]
    return [promise["name"] for promise in promises if not promise["holds"]]


def books_figure(after: str) -> Figure:
    broken = broken_promises()
    return Figure(f"books after {after}", ", ".join(broken) or "clean", "clean", not broken)


def count_purchases(listing: Listing) -> int:
    lines = Purchase.objects.filter(seller_orders__lines__variant__listing=listing)
    return lines.distinct().count()

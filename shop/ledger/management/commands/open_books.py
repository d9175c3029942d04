from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shop.ledger.opening import open_books


class Command(BaseCommand):
    help = "Book in the ledger what was paid before it existed. Run again it books nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        count = open_books()
        if count or options["verbosity"] > 1:
            self.stdout.write(f"{count} payments booked")

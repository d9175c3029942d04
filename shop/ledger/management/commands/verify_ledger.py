from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.books.audit import see_one_moment
from shop.ledger.books import OWN_PROMISES
from shop.ledger.models import Seal


class Command(BaseCommand):
    help = (
        "Recompute the chain of seals, and print how long it is and its last hash. Keep that line "
        "somewhere else: with --head, the next run proves that nothing before it was changed. "
        "Exits 1 where something was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", help="the last hash of an earlier run")

    def handle(self, *args: Any, **options: Any) -> None:
        with see_one_moment():
            broken = [(promise, list(promise.broken())) for promise in OWN_PROMISES]
            count = Seal.objects.count()
            last = Seal.objects.order_by("-pk").values_list("hash", flat=True).first()
            known = not options["head"] or Seal.objects.filter(hash=options["head"]).exists()
        self.stdout.write(f"{count} journals, the last sealed as {last or '-'}")
        for promise, rows in broken:
            for row in rows[:20]:
                self.stderr.write(f"BROKEN {promise.name}: {row}")
        if not known:
            self.stderr.write("BROKEN the hash given is not in the chain: what it sealed is gone")
        if not known or any(rows for _, rows in broken):
            sys.exit(1)

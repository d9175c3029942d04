from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.private import resealing


class Command(BaseCommand):
    help = (
        "Seal every national id, account number and paper anew with the first of FIELD_KEYS. "
        "May be stopped and started again at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="rows read at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = 0
        for field in resealing.sealed_fields():
            count = resealing.reseal_field(field, options["batch"])
            unreadable += self._say(str(field), count)
        unreadable += self._say("papers", resealing.reseal_files())
        if unreadable:
            raise CommandError(f"{unreadable} could not be read: keep the old keys.")

    def _say(self, what: str, count: resealing.Count) -> int:
        self.stdout.write(f"{what}: {count.sealed} sealed anew, {count.unreadable} unreadable")
        return count.unreadable

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.listings.demo.loading import STEPS, NotEmpty, load
from shop.listings.demo.progress import Progress


class Command(BaseCommand):
    help = "Load the demo market into an empty database; do nothing where there are sellers."

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEVELOPMENT and settings.DEMO):
            raise CommandError(
                "The demo market has accounts with a known password: it is loaded only "
                "with DEBUG=1 and DEMO=1."
            )
        self.stderr.ending, self.stderr.style_func = "", None  # a bar is neither line nor error
        try:
            loaded = load(Progress(self.stderr, STEPS))
        except NotEmpty:
            self.stdout.write("There are sellers already: nothing was loaded.")
            return
        self.stdout.write(
            f"{loaded.communities} communities, {loaded.sellers} sellers, "
            f"{loaded.listings} listings with {loaded.variants} variants, "
            f"{loaded.pictures} pictures to draw."
        )

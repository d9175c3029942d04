from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.listings.demo.bulk import STEPS, AlreadyThere, Size, generate
from shop.listings.demo.progress import Progress


def above_zero(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


class Command(BaseCommand):
    help = "Add a large market made from a seed, to measure with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--listings", type=above_zero, default=20_000)
        parser.add_argument("--sellers", type=above_zero, default=100)
        parser.add_argument("--categories", type=above_zero, default=50)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("A generated market is for measuring: it is made only with DEBUG=1.")
        size = Size(**{name: options[name] for name in Size.__annotations__})
        self.stderr.ending, self.stderr.style_func = "", None  # a bar is neither line nor error
        try:
            made = generate(size, Progress(self.stderr, STEPS))
        except AlreadyThere:
            self.stdout.write(f"The market of seed {size.seed} is there: nothing was added.")
            return
        self.stdout.write(
            f"{made} listings of {size.sellers} sellers in {size.categories} categories."
        )

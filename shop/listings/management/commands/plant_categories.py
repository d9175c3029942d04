from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shop.listings.planting import plant_tree


class Command(BaseCommand):
    help = "Plant the categories of the market; what is there stays. Safe to run at each start."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{plant_tree()} categories were planted.")

"""The pictures of a product page, and which of them is large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Gallery:
    """`number` is the large picture's, from 1; `variant` is what the address chose, if anything."""

    images: list[dict[str, Any]]
    number: int
    variant: str

    def __str__(self) -> str:
        """Return what tells one drawn gallery from another: {% kept %} asks for it."""
        return f"{self.number} {self.variant} {[(one['key'], one['alt']) for one in self.images]}"

    @property
    def large(self) -> dict[str, Any] | None:
        return self.images[self.number - 1] if self.images else None

    @property
    def thumbs(self) -> list[tuple[int, str, dict[str, Any]]]:
        """Return number, link and picture of each; the link keeps the variant that was chosen."""
        chosen = {"variant": self.variant} if self.variant else {}
        return [
            (number, f"?{urlencode({**chosen, 'photo': number})}#pictures", image)
            for number, image in enumerate(self.images, start=1)
        ]


def gallery_of(images: list[dict[str, Any]], wanted: str, variant: str) -> Gallery:
    """Return the pictures and the large one: the one that the address numbers, else the first."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 3 else 1
    chosen = variant if variant.isascii() and variant.isdigit() and len(variant) < 12 else ""
    return Gallery(images, number if 0 < number <= len(images) else 1, chosen)

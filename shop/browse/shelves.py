"""The tree of categories, with their names in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from oscar.apps.catalogue.models import Category

from community.places.models import in_language
from shop.browse.remembering import remembered


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category as browsing knows it; `path` is its place in Oscar's tree."""

    id: int
    slug: str
    path: str
    name_th: str
    name_en: str
    url: str

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)

    @property
    def parent_path(self) -> str:
        return self.path[: -Category.steplen]


@dataclass(frozen=True)
class Shelves:
    by_id: dict[int, Shelf]

    @cached_property
    def roots(self) -> list[Shelf]:
        return [shelf for shelf in self.by_id.values() if not shelf.parent_path]

    def below(self, shelf: Shelf) -> list[Shelf]:
        return [other for other in self.by_id.values() if other.parent_path == shelf.path]

    def way_to(self, shelf: Shelf) -> list[Shelf]:
        """Return the shelves above, from the root, and the shelf itself."""
        ends = range(Category.steplen, len(shelf.path) + 1, Category.steplen)
        return [
            self._by_path[shelf.path[:end]] for end in ends if shelf.path[:end] in self._by_path
        ]

    @cached_property
    def _by_path(self) -> dict[str, Shelf]:
        return {shelf.path: shelf for shelf in self.by_id.values()}


@remembered(seconds=60)
def shelves() -> Shelves:
    """Return every public category in tree order."""
    rows = (
        Category.objects.filter(is_public=True, ancestors_are_public=True)
        .order_by("path")
        .values_list("pk", "slug", "path", "name", "words__name_th", "words__name_en")
    )
    return Shelves(
        {
            pk: Shelf(pk, slug, path, thai or name, english or "", _url(pk, slug))
            for pk, slug, path, name, thai, english in rows
        }
    )


def _url(category_id: int, slug: str) -> str:
    return reverse("catalogue:category", args=[slug, category_id])

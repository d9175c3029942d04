"""Plants categories with names in both languages: what is there already stays as it is."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from oscar.apps.catalogue.models import Category

from shop.listings.category_tree import Entry, entries
from shop.listings.models import CategoryWords
from shop.listings.romanise import slug_for

Path = tuple[tuple[str, str], ...]  # ((thai, english), …) from the top


def plant(paths: Iterable[Path]) -> dict[Path, Category]:
    """Return the category of each path, made with those above it where they are not there."""
    known: dict[Path, Category] = {}
    with _quiet_treebeard():
        for path in paths:
            for depth in range(1, len(path) + 1):
                if path[:depth] not in known:
                    known[path[:depth]] = _found_or_planted(path[:depth], known)
    return known


@transaction.atomic
def plant_tree() -> int:
    """Plant what is missing of the market's own tree; return how many there were to plant.

    Twice is as good as once. What goods of a category need is written each time: it is law.
    """
    before = Category.objects.count()
    for path, entry in _paths():
        category = plant([path])[path]
        CategoryWords.objects.filter(category=category).update(
            needs_certificate=entry.needs_certificate
        )
    planted: int = Category.objects.count() - before
    return planted


def _paths() -> Iterator[tuple[Path, Entry]]:
    above: Path = ()
    for entry in entries():
        path = (*above[: entry.depth - 1], (entry.name_th, entry.name_en))
        above = path
        yield path, entry


def _found_or_planted(path: Path, known: dict[Path, Category]) -> Category:
    name_th, name_en = path[-1]
    slug = slug_for(name_th, name_en)
    parent = known[path[:-1]] if len(path) > 1 else None
    beside = Category.objects.filter(depth=len(path), slug=slug)
    if parent:
        beside = beside.filter(path__startswith=parent.path)
    return beside.first() or _planted(name_th, name_en, slug, parent)


def _planted(name_th: str, name_en: str, slug: str, parent: Category | None) -> Category:
    if parent:
        parent = Category.objects.get(pk=parent.pk)  # treebeard counts its children
        category = parent.add_child(name=name_th, slug=slug)
    else:
        category = Category.add_root(name=name_th, slug=slug)
    CategoryWords.objects.create(category=category, name_th=name_th, name_en=name_en)
    return category


@contextmanager
def _quiet_treebeard() -> Iterator[None]:
    """Say nothing of methods that are to go one day: Oscar 4.2 pins the treebeard with them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="treebeard")
        yield

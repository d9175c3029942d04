"""The tree of categories, two levels, with names in both languages."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from oscar.apps.catalogue.models import Category

from shop.listings.models import CategoryWords
from shop.listings.romanise import slug_for

Path = tuple[tuple[str, str], ...]  # ((thai, english), …) from the top


def plant(paths: Iterable[Path]) -> dict[Path, Category]:
    """Return the category of each path, made with those above it, in the order they come."""
    known: dict[Path, Category] = {}
    with warnings.catch_warnings():
        # Oscar 4.2 pins the treebeard whose methods are said to go one day.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="treebeard")
        for path in paths:
            for depth in range(1, len(path) + 1):
                if path[:depth] not in known:
                    known[path[:depth]] = _plant(path[:depth], known)
    return known


def _plant(path: Path, known: dict[Path, Category]) -> Category:
    name_th, name_en = path[-1]
    values = {"name": name_th, "slug": slug_for(name_th, name_en)}
    if len(path) == 1:
        category = Category.add_root(**values)
    else:
        parent = Category.objects.get(pk=known[path[:-1]].pk)  # treebeard counts its children
        category = parent.add_child(**values)
    CategoryWords.objects.create(category=category, name_th=name_th, name_en=name_en)
    return category

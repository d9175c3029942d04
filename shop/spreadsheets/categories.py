"""Which category a file means by its own word: exactly ours, remembered, or asked once."""

from __future__ import annotations

from collections.abc import Iterable

from oscar.apps.catalogue.models import Category

from community.sellers.models import Seller
from shop.listings.folding import fold
from shop.spreadsheets.models import CategoryMemory

SEPARATOR = " > "


def category_paths() -> dict[int, tuple[str, str]]:
    """Return the whole name of each category that holds goods, in Thai and in English."""
    rows = list(
        Category.objects.order_by("path").values_list(
            "pk", "path", "name", "words__name_th", "words__name_en", "numchild"
        )
    )
    names = {path: (thai or name, english or name) for _, path, name, thai, english, _ in rows}
    return {
        pk: (_way(path, names, 0), _way(path, names, 1))
        for pk, path, _name, _thai, _english, children in rows
        if not children
    }


def _way(path: str, names: dict[str, tuple[str, str]], language: int) -> str:
    step = Category.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    return SEPARATOR.join(names[one][language] for one in above if one in names)


def resolve(seller: Seller, words: Iterable[str]) -> dict[str, int | None]:
    """Return the category of each word; None where its owner is to be asked."""
    words = set(words)
    exact = {_key(name): pk for pk, names in category_paths().items() for name in names}
    known = CategoryMemory.objects.filter(seller=seller, word__in=words)
    remembered = dict(known.values_list("word", "category_id"))
    return {word: exact.get(_key(word)) or remembered.get(word) for word in sorted(words)}


def _key(text: str) -> str:
    return fold(text.replace("/", ">")).replace(" ", "")


def guess(word: str, paths: dict[int, tuple[str, str]] | None = None) -> int | None:
    """Return the category whose name has most in common with the word, to propose it."""
    if not word:
        return None
    parts = [fold(part) for part in word.split(">") if part.strip()]
    paths = category_paths() if paths is None else paths
    scored = [(_likeness(parts, names[0]), -pk) for pk, names in paths.items()]
    best, pk = max(scored, default=(0, 0))
    return -pk if best else None


def _likeness(parts: list[str], path: str) -> int:
    """Return how many letters of the word stand in the name, its last part counting double."""
    name = fold(path)
    pairs = [part.strip() for part in parts]
    return sum(len(part) * (2 if part is pairs[-1] else 1) for part in pairs if part in name)


def remember(seller: Seller, chosen: dict[str, int]) -> None:
    CategoryMemory.objects.bulk_create(
        (
            CategoryMemory(seller=seller, word=word[:200], category_id=pk)
            for word, pk in chosen.items()
            if word
        ),
        update_conflicts=True,
        unique_fields=["seller", "word"],
        update_fields=["category"],
    )

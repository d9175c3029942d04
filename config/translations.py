"""Compile the translations: `python -m config.translations`."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("community", "config", "shop")


def compile_stale(root: Path = ROOT) -> int:
    """Make a .mo beside every .po that is newer than its own, and return how many."""
    stale = [catalogue for catalogue in catalogues(root) if _is_stale(catalogue)]
    for catalogue in stale:
        _compile(catalogue)
    return len(stale)


def catalogues(root: Path) -> list[Path]:
    found = (root / package for package in PACKAGES)
    return [path for folder in found for path in folder.rglob("locale/*/LC_MESSAGES/*.po")]


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def _compile(catalogue: Path) -> None:
    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name, abort_invalid=True)
    # Test workers compile at the same time: each writes its own file and renames it.
    unfinished = catalogue.with_suffix(f".{os.getpid()}.mo.new")
    with unfinished.open("wb") as target:
        write_mo(target, messages)
    unfinished.replace(catalogue.with_suffix(".mo"))


if __name__ == "__main__":
    print(f"{compile_stale()} compiled")

"""Remember what a step was made from, so that a second start skips it."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGES = ("community", "config", "shop")
LOCK_FILES = ("pyproject.toml", "uv.lock")


def fingerprint(files: Iterable[Path], *also: str) -> str:
    """Return a short hash of the files' names and contents, and of the words given."""
    digest = hashlib.sha256("\0".join(also).encode())
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def ours(root: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of our own packages that match a pattern such as `migrations/*.py`."""
    for package in PACKAGES:
        yield from (path for path in (root / package).rglob(pattern) if path.is_file())


def migration_files(root: Path) -> list[Path]:
    """Return everything a migrated database is made from, besides the settings.

    The lock file stands for the migrations of the packages we use.
    """
    return [root / "uv.lock", *ours(root, "migrations/*.py"), *ours(root, "migrations/*.sql")]


def is_current(stamp: Path, value: str) -> bool:
    """Tell whether the step that wrote this stamp was made from the same things."""
    try:
        return stamp.read_text() == value
    except FileNotFoundError:
        return False


def write(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)

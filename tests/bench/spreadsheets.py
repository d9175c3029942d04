"""How long a file of 3,000 rows takes to look at, to save and to take back, and how much memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator

from shop.books.audit import audit
from shop.spreadsheets import keeping, reading, saving
from shop.spreadsheets.categories import guess
from shop.spreadsheets.models import Import
from shop.spreadsheets.undoing import undo
from tests.bench.figures import Figure
from tests.cast import make_category, make_seller, make_user
from tests.shop.spreadsheets.bringing import plant_template_categories, upload

LOOK_SECONDS, SAVE_SECONDS, MEMORY_MB = 10.0, 20.0, 200


def measure(rounds: int) -> Iterator[Figure]:
    """One round: what is saved twice is compared, not saved."""
    make_category()
    plant_template_categories()
    owner = make_user("bulk@example.org")
    seller = make_seller("bulk", owner=owner)
    brought = keeping.bring(upload("e"), seller, owner)
    yield _within("look at 3,000 rows", LOOK_SECONDS, lambda: reading.read(brought))
    brought.refresh_from_db()
    if any(pk is None for pk in brought.categories.values()):
        chosen = {word: guess(word) or 0 for word in brought.categories}
        keeping.say_more(brought, {}, chosen, [])
        reading.read(brought)
    saving.confirm(brought, owner)
    yield _within("save 3,000 rows", SAVE_SECONDS, lambda: saving.save(brought.pk))
    again = keeping.bring(upload("e"), seller, owner)
    yield _within("look at 3,000 rows again", LOOK_SECONDS, lambda: reading.read(again))
    same = again.rows.filter(does="same").count()
    yield Figure("the same file again", f"{same:,} unchanged", "3,000 unchanged", same == 3000)
    saved = Import.objects.get(pk=brought.pk)
    yield _within("take 3,000 rows back", SAVE_SECONDS, lambda: undo(saved, owner))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    limit = f"under {MEMORY_MB} MB"
    yield Figure("memory of all of it", f"{peak} MB", limit, peak < MEMORY_MB)
    broken = [finding.promise.name for finding in audit(gateway=False) if not finding.holds]
    yield Figure("books after it", ", ".join(broken) or "clean", "clean", not broken)


def _within(name: str, limit: float, act: Callable[[], object]) -> Figure:
    begun = time.monotonic()
    act()
    seconds = time.monotonic() - begun
    return Figure(name, f"{seconds:.1f} s", f"at most {limit:.0f} s", seconds <= limit)

"""Remove files that no paper owns."""

from __future__ import annotations

import logging
import shutil
import time

from community.private import storing
from community.private.models import Paper

log = logging.getLogger("talat.private")
# A transaction that is still open has files and no row yet: none is open for so long.
YOUNG_SECONDS = 24 * 3600


def sweep_orphans() -> int:
    """Remove folders without a row that are a day old, and return how many."""
    swept = 0
    for key, folder in storing.folders():
        if _is_old(folder.stat().st_mtime) and not Paper.objects.filter(key=key).exists():
            shutil.rmtree(folder)
            swept += 1
    if swept:
        log.info("%s folders without a paper are gone", swept)
    return swept


def _is_old(written_at: float) -> bool:
    return written_at < time.time() - YOUNG_SECONDS

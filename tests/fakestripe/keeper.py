"""The file the sandbox survives a restart in."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from .world import World

AT_ONCE_SECONDS = 0.02  # a state that writes faster is written before each answer leaves
PATIENCE = 10  # a slower one at most a tenth of the time


class Keeper:
    """Write the state down after changes: at once while it is small, now and then when not."""

    def __init__(self, world: World, path: Path | None) -> None:
        self.world = world
        self.path = path
        self._lock = threading.Lock()
        self._written = world.store.changes
        self._took_seconds = 0.0
        self._last = 0.0

    def note(self) -> None:
        """Keep what a request changed, when that costs nothing to speak of."""
        if self._took_seconds < AT_ONCE_SECONDS:
            self.save()

    def tick(self) -> None:
        if time.monotonic() - self._last >= PATIENCE * self._took_seconds:
            self.save()

    def save(self) -> None:
        """Write the state down if it changed since it was written."""
        if self.path is None:
            return
        with self._lock:
            if self.world.store.changes == self._written:
                return
            began = time.monotonic()
            self._written = self.world.store.changes
            self.world.save(self.path)
            self._last = time.monotonic()
            self._took_seconds = self._last - began

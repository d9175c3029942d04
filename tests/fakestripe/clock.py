"""A clock that runs with real time and can be pushed forward."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Clock:
    """Tell the sandbox's time: real seconds since the epoch plus what tests added."""

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self.offset_seconds = offset_seconds
        self.listeners: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def now(self) -> float:
        return time.time() + self.offset_seconds

    def advance(self, seconds: float) -> float:
        """Move the time forward and let everything that became due happen; return the new time."""
        if seconds < 0:
            raise ValueError("the clock only goes forward")
        with self._lock:
            self.offset_seconds += seconds
        for listener in self.listeners:
            listener()
        return self.now()

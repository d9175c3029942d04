"""Switches that make the next requests fail, each in its own way."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

# What each does, and whether the request takes effect.
KINDS = {
    "429": "answers rate_limit; no effect",
    "402": "answers a card error; no effect, kept under the idempotency key",
    "500": "answers a server error; no effect, not kept",
    "500_saved": "answers a server error that is kept under the idempotency key; no effect",
    "500_after": "takes effect, yet answers a server error, kept under the idempotency key",
    "timeout_before": "hangs for `seconds`, then closes; no effect",
    "timeout_after": "takes effect, hangs for `seconds`, then closes without a word",
    "reset": "resets the connection; no effect",
    "reset_after": "takes effect, then resets the connection",
    "garbage": "takes effect and answers 200 with a body that is not JSON",
    "garbage_bytes": "as garbage, and not UTF-8 either: the client itself stumbles over it",
    "slow": "takes effect and sends the answer byte by byte over `seconds`",
    "busy": "holds the idempotency key for `seconds`, then runs as usual",
}


@dataclass
class Fault:
    kind: str
    path: str = "*"
    method: str = "*"
    times: int = 1
    seconds: float = 30.0

    def meets(self, method: str, path: str) -> bool:
        return fnmatchcase(path, self.path) and self.method in ("*", method)


class Faults:
    """Hold the switches that are on; each request takes the first that fits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self.released = threading.Event()  # set when the server stops: nothing hangs on

    def add(self, kind: str, **how: Any) -> Fault:
        """Make the next `times` requests to `path` (a glob) fail. Raises ValueError if unknown."""
        if kind not in KINDS:
            raise ValueError(f"unknown fault {kind!r}; there are: {', '.join(KINDS)}")
        fault = Fault(kind, **how)
        with self._lock:
            self._waiting.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        with self._lock:
            for fault in self._waiting:
                if fault.meets(method, path):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(fault) for fault in self._waiting]

    def hang(self, seconds: float) -> None:
        self.released.wait(seconds)

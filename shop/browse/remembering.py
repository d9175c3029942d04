"""What every page needs and hardly ever changes is read once a minute in each process."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")

FORGETTING: list[Callable[[], None]] = []


class Remembered(Generic[T]):
    """A value that is read again when it is older than so many seconds."""

    def __init__(self, read: Callable[[], T], seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._held: tuple[float, T] | None = None
        FORGETTING.append(self.forget)

    def __call__(self) -> T:
        held = self._held
        if held is None or monotonic() >= held[0]:
            # Two threads may both read: cheaper than making one wait for the other.
            held = self._held = (monotonic() + self._seconds, self._read())
        return held[1]

    def forget(self) -> None:
        self._held = None


def remembered(seconds: float) -> Callable[[Callable[[], T]], Remembered[T]]:
    return lambda read: Remembered(read, seconds)


class RememberedEach(Generic[K, T]):
    """A value for each key, read again when it is older than so many seconds."""

    MOST = 2000

    def __init__(self, read: Callable[[K], T], seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._held: dict[K, tuple[float, T]] = {}
        FORGETTING.append(self._held.clear)

    def __call__(self, key: K) -> T:
        held = self._held.get(key)
        if held is None or monotonic() >= held[0]:
            if len(self._held) >= self.MOST:
                self._held.clear()
            held = self._held[key] = (monotonic() + self._seconds, self._read(key))
        return held[1]

    def forget(self, key: K) -> None:
        self._held.pop(key, None)


def remembered_each(seconds: float) -> Callable[[Callable[[K], T]], RememberedEach[K, T]]:
    return lambda read: RememberedEach(read, seconds)


def forget_everything() -> None:
    for forget in FORGETTING:
        forget()

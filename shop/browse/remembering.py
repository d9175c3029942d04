"""What every page needs and hardly ever changes is read once a minute in each process."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


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


FORGETTING: list[Callable[[], None]] = []


def remembered(seconds: float) -> Callable[[Callable[[], T]], Remembered[T]]:
    return lambda read: Remembered(read, seconds)


def forget_everything() -> None:
    for forget in FORGETTING:
        forget()

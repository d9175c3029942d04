"""A bar for a terminal, a line a step for everything else."""

from __future__ import annotations

from io import TextIOBase
from typing import TextIO

WIDTH = 24


class Progress:
    """Say on a stream which of so many steps is being done."""

    def __init__(self, stream: TextIO | TextIOBase, steps: int) -> None:
        self.stream = stream
        self.steps = steps
        self.done = 0
        self.is_terminal = stream.isatty()

    def step(self, what: str) -> None:
        self._show(what)
        self.done += 1

    def finish(self, what: str) -> None:
        self.done = self.steps
        self._show(what)
        if self.is_terminal:
            self.stream.write("\n")

    def _show(self, what: str) -> None:
        full = WIDTH * self.done // self.steps
        bar = f"[{'#' * full}{'.' * (WIDTH - full)}] {what}"
        # Back to the line's start, and clear what a longer step has left on it.
        self.stream.write(f"\r{bar}\x1b[K" if self.is_terminal else f"{bar}\n")
        self.stream.flush()

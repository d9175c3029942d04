"""What the first view of a page costs on the wire, without photographs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import Figure


def measure(rounds: int) -> Iterator[Figure]:
    yield Figure("x", "1", "1", True)

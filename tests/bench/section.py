"""Run one section in a process of its own: python -m tests.bench.section races"""

from __future__ import annotations

import importlib
import os
import sys

import django

ROUNDS = int(os.environ.get("BENCH_ROUNDS") or 50)


def main(name: str) -> None:
    """Print each figure of the section, packed, on a line of its own."""
    django.setup()
    section = importlib.import_module(f"tests.bench.{name}")
    for figure in section.measure(ROUNDS):
        print(figure.packed(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])

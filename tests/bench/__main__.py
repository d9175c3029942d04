"""Measure: python -m tests.bench [--record] [section …], a section as SECTIONS names them."""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from config.lifeline import dies_with_parent
from config.postgres import Postgres
from config.translations import compile_stale
from tests.bench.figures import Figure
from tests.bench.processes import ROOT, free_port
from tests.bench.record import write_down
from tests.database import Embedded

SECTIONS = (
    *("weight", "queries", "applications", "goods", "submits", "races", "photos"),
    *("spreadsheets", "ledger", "speed"),
)
SECTION_SECONDS = 600


class Database(Embedded):
    """The tests' migrated cluster, as careful as a real one: a commit reaches the disk."""

    def __init__(self) -> None:
        super().__init__("bench")
        self.server = Postgres(self.folder, options={"shared_buffers": "512MB"})


def main() -> int:
    """Measure what is asked for; return 1 when a figure is not within its limit."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    figures: list[Figure] = []
    with _stand() as (environment, renew):
        for name in asked.sections or SECTIONS:
            renew()
            for figure in _run(name, environment):
                print(figure.line(), flush=True)
                figures.append(figure)
    if asked.record:
        write_down(figures)
    return 0 if all(figure.passed for figure in figures) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="section", help=" ".join(SECTIONS))
    parser.add_argument("--record", action="store_true", help="write docs/figures.md too")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    return asked


@contextlib.contextmanager
def _stand() -> Iterator[tuple[dict[str, str], Callable[[], None]]]:
    """Give the sections' environment, and what makes their database new; all gone afterwards."""
    database = Database()
    with tempfile.TemporaryDirectory(prefix="talat-bench-") as folder:
        environment = _environment(database.url, Path(folder))
        os.environ.update(environment)
        compile_stale()
        from django.conf import settings

        try:
            database.prepare(f"{settings.INSTALLED_APPS} {settings.MIGRATION_MODULES}")
            yield environment, database.renew
        finally:
            database.close()


def _environment(database_url: str, folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": database_url,
        "DATABASE_POOL": "0",
        "DATA_DIR": str(folder),
        "DEBUG": "1",
        # Oscar tells its search of every product; there is nothing behind that search here.
        "PYTHONWARNINGS": "ignore::UserWarning:haystack.backends.simple_backend",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": "http://127.0.0.1",
        "STRIPE_API_BASE": f"http://127.0.0.1:{free_port()}",
        "STRIPE_SECRET_KEY": "sk_test_talat_bench",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(24)}",
    }


def _run(name: str, environment: dict[str, str]) -> Iterator[Figure]:
    """Yield the section's figures as they come; a section that breaks is a figure that fails."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.section", name],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509  before any thread
    )
    assert process.stdout is not None
    too_long = threading.Timer(SECTION_SECONDS, process.kill)
    too_long.start()
    try:
        yield from map(Figure.unpacked, process.stdout)
        process.wait()
    finally:
        too_long.cancel()
        process.kill()  # its servers go with it
        process.wait()
    if process.returncode != 0:
        how = f"broke off after {time.monotonic() - started:.0f} s"
        yield Figure(name, how, "comes to its end", passed=False)


if __name__ == "__main__":
    sys.exit(main())

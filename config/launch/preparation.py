"""Bring the database and the files up to what the code expects; skip what already is."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.launch import stamps
from config.launch.failure import Refused, sentence_for_output
from config.launch.places import ROOT, Places
from config.launch.screen import step
from config.translations import compile_stale

SETTINGS = ROOT / "config" / "settings.py"


@dataclass(frozen=True)
class Preparation:
    """The steps between a running database and an open market."""

    places: Places
    environment: Mapping[str, str]
    # Stamps about the database live beside it, so that they go when it goes.
    # None when the database is not ours: then nothing is known, and nothing is skipped.
    database_stamps: Path | None

    def prepare(self) -> None:
        """Do every step that is due. Raises Refused, OSError."""
        with step("Compiling the translations"):
            compile_stale()
        self._migrate()
        self._collect_static()
        self._load_demo()

    def _migrate(self) -> None:
        made_from = stamps.fingerprint([SETTINGS, *stamps.migration_files(ROOT)])
        stamp = self.database_stamps and self.database_stamps / "migrated"
        if stamp and stamps.is_current(stamp, made_from):
            return
        with step("Preparing the database"):
            self._manage("migrate", "--no-input", "--verbosity=0")
        if stamp:
            stamps.write(stamp, made_from)

    def _collect_static(self) -> None:
        files = [ROOT / "uv.lock", SETTINGS, *stamps.ours(ROOT, "static/**/*")]
        made_from = stamps.fingerprint(files)
        stamp = self.places.data_dir / "static-collected"
        if stamps.is_current(stamp, made_from):
            return
        with step("Collecting the static files"):
            self._manage("collectstatic", "--no-input", "--verbosity=0")
        stamps.write(stamp, made_from)

    def _load_demo(self) -> None:
        if self._has_products():
            return
        print("  Loading the demo market", flush=True)
        self._manage("load_demo", show=True)

    def _has_products(self) -> bool:
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            row = connection.execute("SELECT EXISTS (SELECT FROM catalogue_product)").fetchone()
            return bool(row and row[0])

    def _manage(self, command: str, *options: str, show: bool = False) -> None:
        """Run a management command; `show` lets its progress through to the terminal."""
        log = self.places.logs / f"{command}.log"
        done = subprocess.run(
            [sys.executable, "manage.py", command, *options],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=None if show else subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        output = ((done.stdout or b"") + done.stderr).decode(errors="replace")
        if done.returncode != 0:
            log.write_text(output)
            raise Refused(sentence_for_output(f"manage.py {command}", output, str(log)))


"""Bring the database and the files up to what the code expects; skip what already is."""

import errno
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from config.launch import screen, stamps
from config.launch.failure import Refused, sentence_for_output
from config.launch.places import ROOT, Places
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
        with screen.step("Compiling the translations"):
            compile_stale()
        self._migrate()
        self._collect_static()
        self._load_demo()

    def _migrate(self) -> None:
        tree = ROOT / "shop/listings/category_tree.py"
        made_from = stamps.fingerprint([SETTINGS, tree, *stamps.migration_files(ROOT)])
        stamp = self.database_stamps and self.database_stamps / "migrated"
        if stamp and stamps.is_current(stamp, made_from):
            return
        with screen.step("Preparing the database"):
            self._manage("migrate", "--no-input", "--verbosity=0")
            self._manage("plant_categories")
            self._manage("open_books")
        if stamp:
            stamps.write(stamp, made_from)

    def _collect_static(self) -> None:
        files = [ROOT / "uv.lock", SETTINGS, *stamps.ours(ROOT, "static/**/*")]
        made_from = stamps.fingerprint(files)
        stamp = self.places.data_dir / "static-collected"
        if stamps.is_current(stamp, made_from):
            return
        with screen.step("Collecting the static files"):
            self._manage("collectstatic", "--no-input", "--verbosity=0")
        stamps.write(stamp, made_from)

    def _load_demo(self) -> None:
        # The command itself does nothing where there are sellers.
        stamp = self.database_stamps and self.database_stamps / "demo-loaded"
        if stamp and stamp.exists():
            return
        screen.say("  Loading the demo market")
        self._manage("load_demo", show=True)
        if stamp:
            stamps.write(stamp, "")

    def _manage(self, command: str, *options: str, show: bool = False) -> None:
        """Run a management command; `show` lets what it says through to the terminal."""
        reader, writer = _channel(terminal=show and sys.stdout.isatty())
        process = subprocess.Popen(
            [sys.executable, "manage.py", command, *options],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=writer,
        )
        os.close(writer)
        with process:
            output = _read(reader, show=show)
        if process.returncode != 0:
            log = self.places.logs / f"{command}.log"
            log.write_text(output)
            raise Refused(sentence_for_output(f"manage.py {command}", output, str(log)))


def _channel(*, terminal: bool) -> tuple[int, int]:
    """Return two ends; with `terminal` the writer looks like one, so that bars are drawn."""
    return pty.openpty() if terminal else os.pipe()


def _read(reader: int, *, show: bool) -> str:
    """Return all that is written to the other end, passing it on while it is said."""
    said = b""
    with open(reader, "rb", buffering=0) as source:
        while part := _part(source):
            said += part
            show = show and b"Traceback (most" not in part  # that is for the log
            if show:
                sys.stdout.buffer.write(part)
                sys.stdout.buffer.flush()
    return said.decode(errors="replace")


def _part(source: FileIO) -> bytes:
    try:
        return source.read(4096) or b""
    except OSError as error:
        if error.errno == errno.EIO:  # how a terminal says that nobody writes any more
            return b""
        raise

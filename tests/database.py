"""Give every test process a migrated PostgreSQL of its own.

A migrated cluster is kept, stopped, under .data-test, named by a hash of what the migrations are
made from. A test process copies it (a tenth of a second), starts the copy on a socket of its own
and throws it away at the end: parallel workers and parallel runs share nothing.

With TEST_DATABASE_URL the databases are made on that server instead, side by side.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config.launch.stamps import fingerprint, migration_files
from config.postgres import Postgres
from tests.sweeping import Floor

ROOT = Path(__file__).resolve().parent.parent
KEPT_CLUSTERS = 3
# Nothing here outlives the run, so nothing is written twice or waited for.
CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
}


class TestDatabase(Protocol):
    """A migrated database for one test process; `url` holds before it is prepared."""

    url: str

    def prepare(self, settings_key: str) -> None:
        """Make the database, migrated; `settings_key` names what else the migrations hang on."""

    def renew(self) -> None:
        """Put the database back as it was after `prepare`; open connections to it are cut."""

    def close(self) -> None: ...


def choose(worker: str) -> TestDatabase:
    """Return the database for a worker, on the server in TEST_DATABASE_URL or on one of our own."""
    given = os.environ.get("TEST_DATABASE_URL")
    return Given(given, worker) if given else Embedded(worker)


class Embedded:
    """A copy of the kept cluster, run for this process alone."""

    def __init__(self, worker: str, kept: Path = ROOT / ".data-test") -> None:
        self.kept = kept
        self.folder = kept / f"run-{os.getpid()}-{worker}"
        self.server = Postgres(self.folder, options=CARELESS)
        self.url = self.server.url("talat_test")
        self.floor: Floor | None = None

    def prepare(self, settings_key: str) -> None:
        _sweep(self.kept)
        key = fingerprint(migration_files(ROOT), settings_key)
        with _locked(self.kept / "lock"):
            home = _kept_cluster(self.kept / f"cluster-{key}")
            _copy(home / "cluster", self.server.cluster)
        self.server.start()
        self.renew()

    def renew(self) -> None:
        if self.floor is None or not self.floor.sweep():
            _recreate(self.server.url("postgres"), "talat_test", "talat_template")
            self.floor = Floor(self.url, self.server.url("talat_template"))

    def close(self) -> None:
        self.server.stop(signal.SIGQUIT)
        _remove(self.server, self.folder)


class Given:
    """A database on a server that somebody else runs."""

    def __init__(self, server_url: str, worker: str) -> None:
        self.server_url = server_url
        self.name = f"talat_test_{worker}"
        self.url = _with_name(server_url, self.name)
        self.template = ""

    def prepare(self, settings_key: str) -> None:
        key = fingerprint(migration_files(ROOT), settings_key)
        self.template = f"talat_template_{key}"
        with _locked(ROOT / ".data-test" / "lock"):
            if not _exists(self.server_url, self.template):
                half = f"{self.template}_half"
                _recreate(self.server_url, half, "template0")
                _migrate(_with_name(self.server_url, half))
                _rename(self.server_url, half, self.template)
        self.renew()

    def renew(self) -> None:
        _recreate(self.server_url, self.name, self.template)

    def close(self) -> None:
        _drop(self.server_url, self.name)


def _kept_cluster(folder: Path) -> Path:
    """Return the home of the migrated cluster, building it when it is not there yet."""
    server = Postgres(folder, options=CARELESS)
    complete = folder / "complete"
    if not complete.exists():
        shutil.rmtree(server.cluster, ignore_errors=True)
        with server:
            server.createdb("talat_template")
            _migrate(server.url("talat_template"))
        _forget_old_clusters(folder)
    complete.touch()
    return server.home


def _forget_old_clusters(newest: Path) -> None:
    others = [other for other in newest.parent.glob("cluster-*") if other != newest]
    others.sort(key=lambda folder: folder.stat().st_mtime)
    for folder in others[: -KEPT_CLUSTERS + 1]:
        _remove(Postgres(folder), folder)


def _migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DATABASE_POOL": "0"}
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"manage.py migrate failed:\n{done.stderr}")


def _copy(source: Path, target: Path) -> None:
    # cp keeps the owner, which is not us when we are root, and shares blocks where it can.
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _sweep(kept: Path) -> None:
    """Remove what runs that were killed have left behind."""
    for folder in kept.glob("run-*"):
        pid = int(folder.name.split("-")[1])
        if not Path(f"/proc/{pid}").exists():
            _remove(Postgres(folder), folder)


def _remove(server: Postgres, folder: Path) -> None:
    for path in (server.home, server.socket, folder):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _recreate(server_url: str, name: str, template: str) -> None:
    _drop(server_url, name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    _execute(server_url, statement.format(sql.Identifier(name), sql.Identifier(template)))


def _drop(server_url: str, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _execute(server_url, statement.format(sql.Identifier(name)))


def _rename(server_url: str, old: str, new: str) -> None:
    statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    _execute(server_url, statement.format(sql.Identifier(old), sql.Identifier(new)))


def _exists(server_url: str, name: str) -> bool:
    with psycopg.connect(server_url) as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        return connection.execute(query, [name]).fetchone() is not None


def _execute(server_url: str, statement: sql.Composed) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement)


def _with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

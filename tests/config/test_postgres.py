"""The embedded PostgreSQL: what a market loses when it is killed, which must be nothing."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config import postgres_paths
from config.postgres import Postgres, PostgresFailed

OPTIONS = {"fsync": "off"}


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with open_folder() as folder, Postgres(folder, options=OPTIONS) as running:
        running.createdb("market")
        yield running


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as made:
        yield made


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that the server may enter when it runs as another user.

    Not pytest's: any other run of pytest closes those to others again, at any moment.
    """
    with tempfile.TemporaryDirectory(prefix="talat-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def ask(server: Postgres, question: str) -> object:
    with psycopg.connect(server.url("market"), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row and row[0]


def test_it_finds_the_trigrams_of_thai(server: Postgres) -> None:
    with psycopg.connect(server.url("market"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    trigrams = ask(server, "SELECT cardinality(show_trgm('กาแฟ'))")

    assert trigrams == 5


def test_it_makes_a_database_once(server: Postgres) -> None:
    server.createdb("market")

    assert ask(server, "SELECT count(*) FROM pg_database WHERE datname = 'market'") == 1


def test_it_listens_on_no_port(server: Postgres) -> None:
    assert ask(server, "SHOW listen_addresses") == ""


def test_nobody_else_enters_the_folder_of_the_socket(server: Postgres) -> None:
    assert server.socket.stat().st_mode & 0o077 == 0


def test_what_was_committed_survives_a_killed_server(folder: Path) -> None:
    server = Postgres(folder)
    server.start()
    server.createdb("market")
    with psycopg.connect(server.url("market"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    assert server.process
    server.process.kill()
    server.process.wait()

    server.start()

    try:
        assert ask(server, "SELECT one FROM kept") == 1
    finally:
        server.stop(signal.SIGQUIT)


def test_it_starts_over_the_number_of_a_server_that_is_gone(folder: Path) -> None:
    server = Postgres(folder, options=OPTIONS)
    with server:
        server.createdb("market")
    lock = server.cluster / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{server.cluster}\n")

    server.start()

    try:
        assert ask(server, "SELECT 1") == 1
    finally:
        server.stop(signal.SIGQUIT)


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    deep = folder / ("x" * 120)
    deep.mkdir()

    server = Postgres(deep, options=OPTIONS)

    length = len(os.fsencode(server.socket / postgres_paths.SOCKET_NAME))
    assert length <= postgres_paths.SOCKET_PATH_LIMIT_BYTES
    server.socket.rmdir()


def test_it_says_why_it_does_not_start(folder: Path) -> None:
    server = Postgres(folder, options={"port": "nonsense"})

    with pytest.raises(PostgresFailed) as failure:
        server.start()

    assert failure.value.reason == 'invalid value for parameter "port": "nonsense"'


def test_it_dies_with_the_process_that_started_it(folder: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from config.postgres import Postgres\n"
        "server = Postgres(Path(sys.argv[1])); server.start()\n"
        "print(server.process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE)
    assert parent.stdout
    pid = int(parent.stdout.readline())

    parent.kill()
    parent.wait()

    assert is_gone(pid, within_seconds=10)


def is_gone(pid: int, within_seconds: float) -> bool:
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or ") Z " in state.read_text():
            return True
        time.sleep(0.05)
    return False

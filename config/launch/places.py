"""Where the market runs: the checkout, its data folder, its port. Read from the environment."""

import contextlib
import fcntl
import ipaddress
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.launch.failure import Refused

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
NEEDED_MB = 150
PORT_PATIENCE_SECONDS = 1.0


@dataclass(frozen=True)
class Places:
    """What `PORT`, `HOST` and `DATA_DIR` say."""

    data_dir: Path
    host: str
    port: int

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"

    @property
    def address(self) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"http://{host}:{self.port}"


def from_environment() -> Places:
    """Read the places and make the data folder. Raises Refused, OSError."""
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".data")
    data_dir = (ROOT / data_dir.expanduser()).resolve()
    places = Places(data_dir, _host(), _port())
    _make_writable(places)
    return places


def inside_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def check_port(places: Places) -> None:
    """Raises Refused when somebody else listens where the market should."""
    problem = _bind_problem(places)
    if problem:
        time.sleep(PORT_PATIENCE_SECONDS)  # a market that was just killed may still hold it
        problem = _bind_problem(places)
    if problem:
        raise Refused(
            f"Port {places.port} of {places.host} cannot be used ({problem}): stop what uses "
            f"it or choose another, for example make run PORT={_another(places.port)}"
        )


@contextlib.contextmanager
def only_one(places: Places) -> Iterator[None]:
    """Hold the data folder for this run. Raises Refused when another run has it."""
    with (places.data_dir / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"A market is already running on {places.data_dir}: stop it, "
                "or give this one its own DATA_DIR and PORT."
            ) from None
        yield


def _bind_problem(places: Places) -> str | None:
    family = socket.AF_INET6 if ":" in places.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((places.host, places.port))
        except OSError as error:
            return error.strerror or str(error)
    return None


def _host() -> str:
    host = os.environ.get("HOST") or "127.0.0.1"
    try:
        return str(ipaddress.ip_address("127.0.0.1" if host == "localhost" else host))
    except ValueError:
        raise Refused(f"HOST must be an IP address such as 0.0.0.0, not {host!r}.") from None


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refused(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _make_writable(places: Places) -> None:
    try:
        places.logs.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Refused(f"DATA_DIR cannot be used: {places.data_dir} is not a folder.") from None
    if not os.access(places.data_dir, os.W_OK | os.X_OK):
        raise Refused(f"This user may not write to {places.data_dir}: set another DATA_DIR.")
    free_mb = shutil.disk_usage(places.data_dir).free // 2**20
    if free_mb < NEEDED_MB:
        raise Refused(
            f"The disk is full: {places.data_dir} has {free_mb} MB left "
            f"and the market needs {NEEDED_MB} MB."
        )


def _another(port: int) -> int:
    return port + 1 if port < 65535 else port - 1

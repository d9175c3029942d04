"""Wait until the market answers, then watch over its processes."""

import http.client
import time
from collections.abc import Mapping, Sequence

from config.launch import screen
from config.launch.children import Child
from config.launch.failure import Refused
from config.launch.places import ROOT, Places
from config.postgres import Postgres

ANSWER_SECONDS = 60


def wait_until_open(places: Places, children: Sequence[Child]) -> None:
    """Return when the home page answers. Raises Refused when it does not, or not well."""
    deadline = time.monotonic() + ANSWER_SECONDS
    server = next(child for child in children if child.name == "server")
    while time.monotonic() < deadline:
        if server.dead:
            raise Refused(f"{server.obituary()}:\n{server.tail()}")
        status = _status(places)
        if status and status >= 500:
            raise Refused(f"The market answers with error {status}: see {server.log}")
        if status:
            return
        time.sleep(0.1)
    raise Refused(f"The market does not answer after {ANSWER_SECONDS} s: see {server.log}")


def _status(places: Places) -> int | None:
    host = places.address.removeprefix("http://").rsplit(":", 1)[0].strip("[]")
    connection = http.client.HTTPConnection(host, places.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def watch(children: Sequence[Child], server: Postgres | None, told: Mapping[str, str]) -> int:
    """Watch until a signal (0) or until something that the market needs dies (1)."""
    try:
        while True:
            time.sleep(0.5)
            if server and server.process and server.process.poll() is not None:
                screen.complain(f"The database stopped, so the market is closed; see {server.log}")
                return 1
            for child in children:
                if child.dead and not _restarted(child, told):
                    screen.complain(child.obituary())
                    return 1
    except KeyboardInterrupt:
        screen.say("\nClosing the market.")
        return 0


def _restarted(child: Child, told: Mapping[str, str]) -> bool:
    child.sweep()
    if child.restarts == 0:
        return False
    child.restarts -= 1
    screen.complain(f"The {child.name} stopped and is started again; see {child.log}")
    child.start(told, ROOT)
    return True

"""Open the market: database, preparation, then the processes, watched until the end."""

import contextlib
import os
import time

from config.launch import environment, screen, signals
from config.launch.children import Child, stop_all
from config.launch.failure import Refused
from config.launch.places import ROOT, Places
from config.launch.preparation import Preparation
from config.launch.processes import all_children
from config.launch.watch import wait_until_open, watch
from config.postgres import Postgres, PostgresFailed

DATABASE = "talat"


def open_market(places: Places, started: float) -> int:
    """Run the market until it is told to stop, and return the exit code.

    `started` is the wall clock in seconds when the person asked. Raises Refused, OSError.
    """
    signals.interrupt_on_stop()
    signals.follow_make()
    children: list[Child] = []
    with contextlib.ExitStack() as undo:
        database_url, server = _database(places, undo)
        port = environment.sandbox_port(places) if environment.wants_sandbox() else None
        told = environment.build(places, database_url, port)
        Preparation(places, told, server.home if server else None).prepare()
        undo.callback(stop_all, children)
        undo.callback(signals.ignore_stop)
        children += all_children(places, told, port)
        for child in children:
            child.start(told, ROOT)
        with screen.step("Opening the doors"):
            wait_until_open(places, children)
        screen.welcome(places.address, time.time() - started, with_accounts=True)
        return watch(children, server, told)


def _database(places: Places, undo: contextlib.ExitStack) -> tuple[str, Postgres | None]:
    """Return the database's address, and the server when it is ours."""
    if not environment.wants_postgres():
        return os.environ["DATABASE_URL"], None
    try:
        with screen.step("Starting the database"):
            server = Postgres(places.data_dir, log=places.logs / "postgres.log")
            undo.callback(server.stop)
            server.start()
            server.createdb(DATABASE)
    except PostgresFailed as failure:
        raise Refused(f"The database did not start: {failure.reason}") from None
    return server.url(DATABASE), server

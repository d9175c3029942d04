"""Do things at the same moment in processes of their own, as the web and the worker do.

    assert at_once([lambda: pay(1), lambda: pay(2)]) == ["done", "Moved"]

The processes are forked once the world is arranged, patches and all: each takes its own
connection, waits for the others, and goes. For tests with real transactions alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from threading import BrokenBarrierError
from typing import TYPE_CHECKING, Any

from django.db import connection, connections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.synchronize import Barrier

Act = Callable[[], object]
FORK = get_context("fork")
GIVE_UP = 20.0


class NeverEnded(RuntimeError):
    """A process ended without an answer, or did not end."""


def at_once(acts: Sequence[Act]) -> list[str]:
    """Return what became of each: "done", or the name of what it raised."""
    connections.close_all()  # a connection has one owner
    start = FORK.Barrier(len(acts))
    people = [_begin(act, start) for act in acts]
    answers = [answer.recv() if answer.poll(GIVE_UP) else "" for _, answer in people]
    for process, _ in people:
        process.join(GIVE_UP)
    if "" in answers:
        raise NeverEnded(answers)
    return answers


def meeting(of: int, seconds: float = 1.0) -> Callable[[], None]:
    """Return where so many processes wait for each other; who comes alone goes on after a while."""
    barrier = FORK.Barrier(of)

    def wait() -> None:
        try:
            barrier.wait(seconds)
        except BrokenBarrierError:  # the others wait for a lock of ours: as they should
            return

    return wait


@contextmanager
def without_checks(*names: str) -> Iterator[None]:
    """Drop constraints by name. The floor is thrown away after the test."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(
                "SELECT conrelid::regclass FROM pg_constraint WHERE conname = %s", [name]
            )
            (table,) = cursor.fetchone()
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    yield


def _begin(act: Act, start: Barrier) -> tuple[Any, Any]:
    mine, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_live, args=(act, start, theirs))
    process.start()
    theirs.close()
    return process, mine


def _live(act: Act, start: Barrier, answer: Any) -> None:
    try:
        connection.ensure_connection()
        start.wait(GIVE_UP)
        act()
        answer.send("done")
    except BaseException as error:  # noqa: BLE001 the answer is what it was
        answer.send(type(error).__name__)
    finally:
        connections.close_all()
        os._exit(0)  # nothing of the tests' own is put away twice

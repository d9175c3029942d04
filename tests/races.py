"""Meet at a chosen line: run B before or after a line of A, each on a connection of its own.

    at = before(receiving.receive, "move_payment(")
    outcome = interleave(lambda: apply(attempt, seen), lambda: expire(purchase), at)
    assert (outcome.a.error, outcome.b.value, outcome.b_waited) == (None, False, True)

A is stopped at the line, B runs until it is done or waits for a lock that A holds, then A goes
on, then B. So each order is played every time, and none by chance. tests/racing.py makes tables
of it, with the control that each race needs.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from time import monotonic, sleep
from types import CodeType, FrameType
from typing import Any

from django.db import connection, connections

Act = Callable[[], object]
Tracer = Callable[[FrameType, str, Any], Any]
LOOK_EVERY = 0.003
GIVE_UP = 15.0


class NotReached(RuntimeError):
    """A ended without coming to the line."""


class Stuck(RuntimeError):
    """Neither went on; both were cut off."""


@dataclass(frozen=True)
class Line:
    """A place in a function: before or after the one statement that holds `text`."""

    function: Callable[..., Any]
    text: str
    is_after: bool = False

    def __str__(self) -> str:
        when = "after" if self.is_after else "before"
        return f"{when} {self.text} in {self.plain.__name__}"

    @property
    def plain(self) -> Any:
        return inspect.unwrap(self.function)

    def span(self) -> tuple[CodeType, range]:
        """Return the function's code and the lines of the statement (a block's: its head)."""
        source, start = inspect.getsourcelines(self.plain)
        (body,) = ast.parse(textwrap.dedent("".join(source))).body
        found = [
            lines
            for node in ast.walk(body)
            if isinstance(node, ast.stmt) and node is not body
            for lines in [_head(node)]
            if self.text in "".join(source[lines.start - 1 : lines.stop - 1])
        ]
        if len(found) != 1:
            raise LookupError(f"{len(found)} statements of {self.plain.__name__}: {self.text}")
        return self.plain.__code__, range(found[0].start + start - 1, found[0].stop + start - 1)


def _head(node: ast.stmt) -> range:
    inner = getattr(node, "body", None)
    last = inner[0].lineno - 1 if inner else int(node.end_lineno or node.lineno)
    return range(node.lineno, max(last, node.lineno) + 1)


def before(function: Callable[..., Any], text: str) -> Line:
    return Line(function, text)


def after(function: Callable[..., Any], text: str) -> Line:
    return Line(function, text, is_after=True)


@dataclass(frozen=True)
class Answer:
    value: object = None
    error: BaseException | None = None

    @property
    def kind(self) -> type[BaseException] | None:
        """Return the class of what was raised, None where all went well."""
        return type(self.error) if self.error else None


@dataclass(frozen=True)
class Outcome:
    a: Answer
    b: Answer
    b_waited: bool  # for a lock of A's

    @property
    def kinds(self) -> tuple[type[BaseException] | None, type[BaseException] | None]:
        return self.a.kind, self.b.kind


@dataclass
class _Meeting:
    reached: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    pids: list[int] = field(default_factory=list)  # of the backends: A's, then B's

    def stop_here(self) -> None:
        self.reached.set()
        self.go_on.wait(GIVE_UP)


def interleave(a: Act, b: Act, at: Line) -> Outcome:
    """Run both and return what became of them. Raises NotReached and Stuck."""
    meeting = _Meeting()
    with ThreadPoolExecutor(2) as people:
        first = people.submit(_act, meeting, a, tracing(at, meeting.stop_here))
        _until(lambda: meeting.reached.is_set() or first.done())
        if not meeting.reached.is_set():
            raise NotReached(str(at)) from first.exception()
        second = people.submit(_act, meeting, b, None)
        waited = _until(lambda: second.done() or _waits(meeting)) and not second.done()
        meeting.go_on.set()
        if wait([first, second], GIVE_UP).not_done:
            _cut_off(meeting)
            raise Stuck(str(at))
    return Outcome(_answer(first), _answer(second), waited)


def tracing(at: Line, act: Act) -> Tracer:
    """Return a trace function that acts once, at the line."""
    code, lines = at.span()
    seen = [False, False]  # come to the line, acted

    def inside(frame: FrameType, event: str, arg: Any) -> Any:
        here = event == "line" and frame.f_lineno in lines
        seen[0] = seen[0] or here
        if seen[0] and not seen[1] and here is not at.is_after:
            seen[1] = True
            act()
        return inside

    return lambda frame, event, arg: inside if frame.f_code is code else None


def _act(meeting: _Meeting, act: Act, tracer: Tracer | None) -> object:
    try:
        connection.ensure_connection()
        meeting.pids.append(connection.connection.info.backend_pid)
        with connection.cursor() as cursor:
            cursor.execute("SET deadlock_timeout = '100ms'")
        sys.settrace(tracer)
        return act()
    finally:
        sys.settrace(None)
        connections.close_all()


def _waits(meeting: _Meeting) -> bool:
    if len(meeting.pids) < 2:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY(pg_blocking_pids(%s))", meeting.pids)
        return bool(cursor.fetchone()[0])


def _until(holds: Callable[[], bool]) -> bool:
    end = monotonic() + GIVE_UP
    while not holds():
        if monotonic() > end:
            return False
        sleep(LOOK_EVERY)
    return True


def _cut_off(meeting: _Meeting) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [meeting.pids])


def _answer(future: Future[object]) -> Answer:
    error = future.exception()
    return Answer(error=error) if error else Answer(future.result())

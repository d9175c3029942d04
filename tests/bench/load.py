"""Ask a server over and over on a few kept connections, with as little work of our own as can be.

The answers are counted, not read: the length in the head says where the next one begins.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.bench.wire import HOST

LENGTH = b"content-length: "


class BadAnswer(Exception):
    """The server answered something other than 200, or hung up."""


@dataclass
class Asker:
    """One connection: a request is under way on it all the time."""

    connection: socket.socket
    waiting: int = -1  # bytes of the answer still to come; -1 before its head is read
    seen: bytes = field(default=b"", repr=False)

    def heard(self) -> bool:
        """Take in what has come, and tell whether the answer is whole."""
        part = self.connection.recv(262_144)
        if not part:
            raise BadAnswer("the server hung up")
        if self.waiting >= 0:
            self.waiting -= len(part)
            return self.waiting == 0
        self.seen += part
        end = self.seen.find(b"\r\n\r\n")
        if end < 0:
            return False
        self.waiting = _length(self.seen[:end]) - (len(self.seen) - end - 4)
        self.seen = b""
        return self.waiting == 0


def requests_per_second(
    port: int, paths: Iterator[str], *, connections: int, seconds: float
) -> float:
    """Return how many answers a second came, the paths asked for in turn. Raises BadAnswer."""
    requests = (_request(port, path) for path in paths)
    with selectors.DefaultSelector() as selector:
        askers = [_connect(port) for _ in range(connections)]
        for asker in askers:
            selector.register(asker.connection, selectors.EVENT_READ, asker)
            asker.connection.sendall(next(requests))
        start = time.perf_counter()
        answers, now = 0, start
        while now < start + seconds:
            for key, _ in selector.select(timeout=seconds):
                if key.data.heard():
                    answers += 1
                    key.data.waiting = -1
                    key.data.connection.sendall(next(requests))
            now = time.perf_counter()
        for asker in askers:
            asker.connection.close()
    return answers / (now - start)


def _connect(port: int) -> Asker:
    connection = socket.create_connection((HOST, port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Asker(connection)


def _request(port: int, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def _length(head: bytes) -> int:
    """Return the length of the body. Raises BadAnswer."""
    if not head.startswith(b"HTTP/1.1 200 "):
        raise BadAnswer(head[:200].decode(errors="replace"))
    lower = head.lower()
    start = lower.index(LENGTH) + len(LENGTH)
    return int(lower[start:].split(b"\r", 1)[0])

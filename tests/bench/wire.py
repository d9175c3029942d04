"""Speak HTTP over bare sockets, so that many requests can be let go at one moment."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPMessage, HTTPResponse
from urllib.parse import urlencode

HOST = "127.0.0.1"
ANSWER_SECONDS = 120
# So long the servers get to accept the connections before the last byte is sent.
SETTLE_SECONDS = 0.05


@dataclass(frozen=True)
class Shot:
    """A whole request, and the port it is for."""

    port: int
    data: bytes


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


def write_request(
    port: int,
    path: str,
    *,
    cookies: dict[str, str] | None = None,
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> Shot:
    """Return a GET, or with a form a POST, whose connection ends with the answer."""
    body = b"" if form is None else urlencode(form).encode()
    fields = {"Host": f"{HOST}:{port}", "Connection": "close", **(headers or {})}
    if cookies:
        fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if form is not None:
        fields["Content-Type"] = "application/x-www-form-urlencoded"
        fields["Content-Length"] = str(len(body))
    lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return Shot(port, "\r\n".join([*lines, "", ""]).encode() + body)


def send(shot: Shot) -> Answer:
    with _connected(shot) as connection:
        connection.sendall(shot.data)
        return _read(connection)


def send_and_hang_up(shot: Shot, seconds: float) -> None:
    """Send a request and close the connection without waiting longer for the answer."""
    with _connected(shot) as connection:
        connection.sendall(shot.data)
        time.sleep(seconds)


def fire(shots: Sequence[Shot]) -> list[Answer]:
    """Send every request but its last byte, then all last bytes at once; return the answers."""
    connections = [_connected(shot) for shot in shots]
    try:
        for connection, shot in zip(connections, shots, strict=True):
            connection.sendall(shot.data[:-1])
        time.sleep(SETTLE_SECONDS)
        for connection, shot in zip(connections, shots, strict=True):
            connection.sendall(shot.data[-1:])
        return [_read(connection) for connection in connections]
    finally:
        for connection in connections:
            connection.close()


def _connected(shot: Shot) -> socket.socket:
    return socket.create_connection((HOST, shot.port), timeout=ANSWER_SECONDS)


def _read(connection: socket.socket) -> Answer:
    with HTTPResponse(connection) as response:
        response.begin()
        return Answer(response.status, response.headers, response.read())

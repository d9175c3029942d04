"""The HTTP side: sockets in, sockets out, and the ways an answer can go wrong on the wire."""

from __future__ import annotations

import socket
import struct
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from . import api, controls, pages
from .keeper import Keeper
from .wire import Request, Response, as_json
from .world import World

LONGEST_BODY = 1_000_000


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], world: World, keeper: Keeper) -> None:
        self.world = world
        self.keeper = keeper
        super().__init__(address, Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: clients that hang up are what the fault switches are for."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one write for head and body
    disable_nagle_algorithm = True
    timeout = 120
    server: Server
    server_version = "sandbox"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's name
        """Keep quiet."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST_BODY:
            self.close_connection = True
            self._write(as_json(413, {"error": {"message": "The body is too long."}}))
            return
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        request = Request(self.command, parts.path, parts.query, headers, body)
        response = respond(self.server.world, request)
        self.server.keeper.note()
        self._write(response)

    def _write(self, response: Response) -> None:
        if response.wire in ("close", "reset"):
            self._hang_up(response.wire == "reset")
            return
        self.send_response(response.status)
        named = {"Content-Type": response.kind, "Content-Length": str(len(response.body))}
        for name, value in (named | response.headers).items():
            self.send_header(name, value)
        self.end_headers()
        if response.wire == "slow":
            self._drip(response.body, response.seconds)
        else:
            self.wfile.write(response.body)
        self.wfile.flush()

    def _hang_up(self, rudely: bool) -> None:
        self.close_connection = True
        if rudely:  # no lingering: the peer sees a reset
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()

    def _drip(self, body: bytes, seconds: float) -> None:
        pause = seconds / max(len(body), 1)
        for index in range(len(body)):
            self.wfile.write(body[index : index + 1])
            self.wfile.flush()
            if self.server.world.faults.released.is_set():
                continue
            time.sleep(pause)


def respond(world: World, request: Request) -> Response:
    """Give a request to whoever answers its part of the address space."""
    try:
        if request.path.startswith("/v1/"):
            return api.answer(world, request)
        if request.path.startswith("/_sandbox"):
            return controls.answer(world, request)
        return pages.answer(world, request)
    except Exception:  # noqa: BLE001  somebody waits for an answer, whatever it is
        traceback.print_exc()
        return as_json(500, {"error": {"type": "api_error", "message": "The sandbox failed."}})

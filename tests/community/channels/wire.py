"""A small HTTP server in place of a provider's: it keeps what was sent and answers as told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import parse_qs


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(self.body).items()}

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Wire:
    """Answers every request with `status` and `answer`, or by its path in `answers`."""

    address: str = ""
    status: int = 200
    answer: Any = None
    answers: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0
    requests: list[Request] = field(default_factory=list)

    def answer_to(self, request: Request) -> bytes:
        self.requests.append(request)
        sleep(self.seconds)
        found = self.answers.get(request.path.partition("?")[0], self.answer)
        return found if isinstance(found, bytes) else json.dumps(found).encode()


@contextmanager
def wire(**told: Any) -> Iterator[Wire]:
    server = Wire(**told)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            answer = server.answer_to(Request(self.path, dict(self.headers), body))
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked did not wait
                self.wfile.write(answer)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.address = f"http://127.0.0.1:{http.server_port}"
        Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()

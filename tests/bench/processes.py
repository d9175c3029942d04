"""The processes that are measured: servers, and the sandbox that takes the money."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from config.launch.children import Child, stop_all
from tests.bench.wire import HOST, send, write_request

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
# As `make run` starts them (config/launch/processes.py).
THREADS = 4


class NotStarted(Exception):
    """A process did not come up; carries the last words of its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def servers(
    count: int = 1, *, processes: int = 1, environment: Mapping[str, str] | None = None
) -> Iterator[list[int]]:
    """Run so many application servers and give their ports.

    Several servers of one process each, not one of several: then it is certain who is asked.
    """
    ports = [free_port() for _ in range(count)]
    children = [Child(f"server-{port}", _server(port, processes), _log(port)) for port in ports]
    told = {**os.environ, "DATABASE_POOL": "1", **(environment or {})}
    with _running(children, told):
        for port, child in zip(ports, children, strict=True):
            _wait_until_it_answers(port, "/robots.txt", child)
        yield ports


@contextlib.contextmanager
def sandbox(webhook_port: int) -> Iterator[None]:
    """Run the payment sandbox where the settings look for it."""
    port = urlsplit(settings.STRIPE_API_BASE).port
    assert port is not None
    child = Child("sandbox", _sandbox(port, webhook_port), _log(port))
    with _running([child], os.environ):
        _wait_until_it_answers(port, "/_sandbox/", child)
        yield


@contextlib.contextmanager
def _running(children: list[Child], told: Mapping[str, str]) -> Iterator[None]:
    try:
        for child in children:
            child.start(told, ROOT)
        yield
    finally:
        stop_all(children)


def _server(port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "config.launch.application:application"),
        *("--interface", "wsgi", "--no-ws", "--host", HOST, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(THREADS)),
        *("--workers-kill-timeout", "5"),
    ]


def _sandbox(port: int, webhook_port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "tests.fakestripe", "--port", str(port)),
        *("--webhook-url", f"http://{HOST}:{webhook_port}/webhooks/stripe/"),
        *("--webhook-secret", settings.STRIPE_WEBHOOK_SECRETS[0]),
        *("--secret-key", settings.STRIPE_SECRET_KEY),
    ]


def _log(port: int) -> Path:
    folder = settings.DATA_DIR / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(folder / f"{port}.log")


def _wait_until_it_answers(port: int, path: str, child: Child) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not child.dead:
        try:
            if send(write_request(port, path)).status < 500:
                return
        except OSError:
            time.sleep(0.1)
    raise NotStarted(f"{child.name} did not start:\n{child.tail()}")

"""The command lines of the market's processes."""

import sys
from collections.abc import Mapping

from config.launch import environment
from config.launch.children import Child
from config.launch.places import Places

# A worker or a sandbox that dies is started again this often; then something is really wrong.
RESTARTS = 5
# Two processes keep two cores busy; the threads wait for the database.
SERVER_PROCESSES = 2
SERVER_THREADS = 4


def all_children(places: Places, told: Mapping[str, str], sandbox_port: int | None) -> list[Child]:
    server = Child("server", _server_command(places), places.logs / "server.log")
    worker = Child("worker", _worker_command(), places.logs / "worker.log", RESTARTS)
    if sandbox_port is None:
        return [server, worker]
    command = _sandbox_command(places, told, sandbox_port)
    return [Child("sandbox", command, places.logs / "sandbox.log", RESTARTS), server, worker]


def _worker_command() -> list[str]:
    return [sys.executable, "manage.py", "procrastinate", "worker"]


def _server_command(places: Places) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "config.launch.application:application"),
        *("--interface", "wsgi", "--no-ws"),
        *("--host", places.host, "--port", str(places.port)),
        *("--workers", str(SERVER_PROCESSES), "--blocking-threads", str(SERVER_THREADS)),
        *("--workers-kill-timeout", "5"),
    ]


def _sandbox_command(places: Places, told: Mapping[str, str], port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "tests.fakestripe", "--port", str(port)),
        *("--public-url", environment.sandbox_url(port)),
        *("--webhook-url", f"http://127.0.0.1:{places.port}/webhooks/stripe/"),
        *("--webhook-secret", told["STRIPE_WEBHOOK_SECRET"]),
        *("--secret-key", told["STRIPE_SECRET_KEY"]),
        *("--state", str(places.data_dir / "sandbox.json")),
    ]

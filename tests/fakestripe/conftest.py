"""A client of the gateway: of the sandbox, or of a real test account when its key is set.

With STRIPE_CONTRACT_KEY (a `sk_test_` key of a Thai account with PromptPay switched on) the
contract suite asks the gateway itself; what needs the sandbox's controls is skipped by name.
"""

from __future__ import annotations

import json
import os
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import stripe
from stripe import RequestsClient, StripeClient

from tests.fakestripe import SECRET_KEY, WEBHOOK_SECRET, FakeStripe

REAL_KEY = os.environ.get("STRIPE_CONTRACT_KEY", "")
HERE = Path(__file__).parent
CLIENT_TIMEOUT_SECONDS = 30 if REAL_KEY else 5
Client = StripeClient
MakeClient = Callable[..., StripeClient]


def pytest_configure(config: pytest.Config) -> None:
    line = "sandbox_only: needs the controls of the payment sandbox; a real gateway has none"
    config.addinivalue_line("markers", line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not REAL_KEY:
        return
    skip = pytest.mark.skip(reason="needs the controls of the payment sandbox")
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("sandbox_only"):
            item.add_marker(skip)


def client_of(fake: FakeStripe, key: str = SECRET_KEY, **options: Any) -> StripeClient:
    """Return the real client, pointed at a sandbox; it does not retry unless told to."""
    http = RequestsClient(timeout=options.pop("timeout", CLIENT_TIMEOUT_SECONDS))
    return StripeClient(
        key,
        base_addresses={"api": fake.url},
        http_client=http,
        max_network_retries=options.pop("retries", 0),
    )


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[FakeStripe]:
    """One sandbox for all contract tests; each test has an account of its own in it."""
    with FakeStripe() as fake:
        yield fake


@pytest.fixture
def key() -> str:
    return REAL_KEY or f"sk_test_{uuid.uuid4().hex}"


@pytest.fixture
def client(shared_sandbox: FakeStripe, key: str) -> StripeClient:
    """A client of an account nobody else uses (or of the real test account)."""
    if REAL_KEY:
        return StripeClient(REAL_KEY, max_network_retries=2)
    return client_of(shared_sandbox, key)


@pytest.fixture
def client_with(shared_sandbox: FakeStripe) -> MakeClient:
    """Make a client for any key, of the same gateway."""

    def make(key: str) -> StripeClient:
        if REAL_KEY:
            return StripeClient(key)
        return client_of(shared_sandbox, key)

    return make


@dataclass
class Receiver:
    """A shop that listens for webhooks: what it got, and what it answers next."""

    url: str = ""
    got: list[tuple[str, bytes, str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        return [type_ for type_, _, _ in self.got]

    def event(self, index: int) -> stripe.Event:
        """Return a received event, its signature verified by the client's own code."""
        _, body, signature = self.got[index]
        return stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    box = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            signature = self.headers.get("Stripe-Signature", "")
            box.got.append((json.loads(body)["type"], body, signature))
            self.send_response(box.answers.pop(0) if box.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    box.url = f"http://127.0.0.1:{server.server_address[1]}/webhooks/stripe/"
    yield box
    server.shutdown()
    server.server_close()


@pytest.fixture
def sandbox(receiver: Receiver) -> Iterator[FakeStripe]:
    """A sandbox of the test's own, whose webhooks go to `receiver`."""
    with FakeStripe(webhook_url=receiver.url) as fake:
        fake.webhooks.timeout_seconds = 1.0
        yield fake


@pytest.fixture
def shop(sandbox: FakeStripe) -> StripeClient:
    """A client of the test's own sandbox."""
    return client_of(sandbox)

"""The sandbox as one thing that starts, serves and stops."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .books import books
from .controls import act, advance
from .expiry import expire_due
from .handler import Server
from .keeper import Keeper
from .payouts import settle
from .store import Account, Obj, account_name
from .webhooks import Endpoint
from .world import PROMPTPAY_SECONDS, World

SECRET_KEY = "sk_test_talat_sandbox"
WEBHOOK_SECRET = "whsec_talat_sandbox"
TICK_SECONDS = 1.0


class FakeStripe:
    """Serve a gateway on a loopback port, in threads of this process.

        with FakeStripe(webhook_url=receiver) as fake:
            client = StripeClient(SECRET_KEY, base_addresses={"api": fake.url})

    Port 0 takes any free port. `state` is a file the sandbox survives a restart in.
    `senders` threads deliver webhooks; with one they leave in order.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        host: str = "127.0.0.1",
        webhook_url: str = "",
        webhook_secret: str = WEBHOOK_SECRET,
        secret_key: str = SECRET_KEY,
        public_url: str = "",
        state: Path | None = None,
        senders: int = 1,
        promptpay_seconds: int = PROMPTPAY_SECONDS,
    ) -> None:
        self.world = World(promptpay_seconds=promptpay_seconds)
        self.clock = self.world.clock
        self.faults = self.world.faults
        self.webhooks = self.world.webhooks
        self.secret_key = secret_key
        if state and state.exists():
            self.world.load(state)
        if webhook_url:
            self.listen(webhook_url, webhook_secret)
        self._keeper = Keeper(self.world, state)
        self._server = Server((host, port), self.world, self._keeper)
        self.url = f"http://{host}:{self._server.server_address[1]}"
        self.world.public_url = public_url or self.url
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True),
            threading.Thread(target=self._keep, daemon=True),
            *(threading.Thread(target=self._deliver, daemon=True) for _ in range(senders)),
        ]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop serving, let hanging requests go, and write the state down."""
        self._stopping.set()
        self.faults.released.set()
        self.webhooks.wake()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads[1:]:
            thread.join(timeout=2)
        self._keeper.save()

    def listen(self, url: str, secret: str = WEBHOOK_SECRET, key: str = "") -> None:
        """Send the events of one account (of `secret_key` unless named) to a URL too."""
        account = account_name(key or self.secret_key)
        self.webhooks.endpoints.append(Endpoint(url, secret, account))

    def account(self, key: str = "") -> Account:
        """Return what the sandbox holds for a key: look, do not touch."""
        with self.world.store.lock:
            return self.world.store.account(key or self.secret_key)

    def do(self, id_: str, verb: str, **how: Any) -> Obj:
        """Do what POST /_sandbox/…/<id>/<verb> does: do(intent.id, "pay", force=True)."""
        return act(self.world, id_, verb, **how)

    def settle(self, amount: int, key: str = "") -> Obj:
        """Send satang of an account's money to its bank."""
        with self.world.store.lock:
            return settle(self.world.call(self.account(key)), amount)

    def advance(self, seconds: float) -> None:
        """Push the clock: what is due expires, webhooks that wait are tried again."""
        advance(self.world, seconds)

    def books(self, key: str = "") -> Obj:
        """Return the books of one account; `balanced` says whether they agree."""
        self.account(key)
        return dict(books(self.world)[account_name(key or self.secret_key)])

    def _deliver(self) -> None:
        while not self._stopping.is_set():
            delivery = self.webhooks.take_due(TICK_SECONDS)
            if delivery:
                self.webhooks.attempt(delivery)
                self.world.store.changes += 1

    def _keep(self) -> None:
        """Every so often expire what is due, and write the state down."""
        while not self._stopping.wait(TICK_SECONDS / 4):
            expire_due(self.world)
            self._keeper.tick()

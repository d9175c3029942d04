"""The sandbox without its network: one store, one clock, one set of switches."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import stripe

from .clock import Clock
from .faults import Faults
from .idempotency import forget_old
from .store import Account, Obj, Store, new_id
from .webhooks import Webhooks

API_VERSION: str = stripe.api_version or "unpinned"
PROMPTPAY_SECONDS = 60 * 60  # the gateway does not publish how long its codes live


@dataclass
class World:
    """Everything a request can touch. `public_url` is where buyers' browsers reach it."""

    public_url: str = ""
    promptpay_seconds: int = PROMPTPAY_SECONDS
    store: Store = field(default_factory=Store)
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    webhooks: Webhooks = field(init=False)

    def __post_init__(self) -> None:
        self.webhooks = Webhooks(self.clock)

    def call(self, account: Account, params: Obj | None = None, **about: Any) -> Call:
        return Call(self, account, params or {}, **about)

    def tidy(self) -> None:
        """Forget idempotency keys older than a day."""
        with self.store.lock:
            for account in self.store.accounts.values():
                forget_old(account, self.clock.now())

    def save(self, path: Path) -> None:
        """Write the whole state beside `path`, then put it in place at once."""
        with self.store.lock:
            text = json.dumps(
                {
                    "offset_seconds": self.clock.offset_seconds,
                    "accounts": self.store.dump(),
                    "deliveries": self.webhooks.dump(),
                }
            )
        part = path.with_name(path.name + ".part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)

    def load(self, path: Path) -> None:
        """Take up where an earlier run left off. A key in flight then is free again."""
        state = json.loads(path.read_text(encoding="utf-8"))
        self.clock.offset_seconds = state["offset_seconds"]
        self.store.load(state["accounts"])
        self.webhooks.load(state["deliveries"])
        for account in self.store.accounts.values():
            running = [key for key, saved in account.saved.items() if saved["status"] is None]
            for key in running:
                del account.saved[key]


@dataclass
class Call:
    """One request on its way through: whose it is, what it asks, what it was named."""

    world: World
    account: Account
    params: Obj
    ids: tuple[str, ...] = ()
    path: str = ""
    request_id: str | None = None
    idempotency_key: str | None = None

    @property
    def now(self) -> int:
        return int(self.world.clock.now())

    def url(self, path: str) -> str:
        return self.world.public_url + path

    def emit(self, kind: str, obj: Obj, before: Obj | None = None) -> None:
        """Record an event with the object as it is now, and send it to whoever listens."""
        data: Obj = {"object": deepcopy(obj)}
        if before is not None:
            data["previous_attributes"] = before
        event = self.account.add(
            {
                "id": new_id("evt"),
                "object": "event",
                "api_version": API_VERSION,
                "created": self.now,
                "data": data,
                "livemode": False,
                "pending_webhooks": self.world.webhooks.listening(self.account.name),
                "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
                "type": kind,
            }
        )
        self.world.webhooks.send(self.account.name, event)

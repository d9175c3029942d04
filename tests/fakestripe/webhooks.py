"""Webhooks: what is sent, to whom, and what may go wrong on the way."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

from .clock import Clock
from .deliveries import Delivery, post
from .store import Obj, new_id

TAMPERINGS = ("wrong_secret", "altered_body", "two_signatures", "old_timestamp", "unsigned")
MODES = ("duplicate", "delay", "drop", "hold", *TAMPERINGS)


@dataclass
class Endpoint:
    url: str
    secret: str
    account: str


@dataclass
class Plan:
    """What happens to the next `times` events whose type fits the glob `type`."""

    mode: str
    type: str = "*"
    times: int = 1
    count: int = 2  # duplicate: deliveries in all
    seconds: float = 60.0  # delay: on the sandbox's clock


class Webhooks:
    """Queue deliveries and hand them out when they are due."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.timeout_seconds = 10.0
        self.changed = threading.Condition()
        self.endpoints: list[Endpoint] = []
        self.plans: list[Plan] = []
        self.deliveries: list[Delivery] = []
        clock.listeners.append(self.wake)

    def listening(self, account: str) -> int:
        return sum(endpoint.account == account for endpoint in self.endpoints)

    def plan(self, mode: str, **how: Any) -> Plan:
        """Spoil the coming events. Raises ValueError for an unknown mode."""
        if mode not in MODES:
            raise ValueError(f"unknown mode {mode!r}; there are: {', '.join(MODES)}")
        plan = Plan(mode, **how)
        with self.changed:
            self.plans.append(plan)
        return plan

    def send(self, account: str, event: Obj) -> None:
        """Queue one event for every endpoint of an account."""
        with self.changed:
            plan = self._plan_for(event["type"])
            for endpoint in self.endpoints:
                if endpoint.account == account:
                    self.deliveries.extend(self._made(endpoint, event, plan))
            self.changed.notify_all()

    def _plan_for(self, type_: str) -> Plan | None:
        for plan in self.plans:
            if fnmatchcase(type_, plan.type):
                plan.times -= 1
                if plan.times <= 0:
                    self.plans.remove(plan)
                return plan
        return None

    def _made(self, endpoint: Endpoint, event: Obj, plan: Plan | None) -> Iterator[Delivery]:
        mode = plan.mode if plan else ""
        now = self.clock.now()
        for _ in range(plan.count if plan and mode == "duplicate" else 1):
            yield Delivery(
                id=new_id("whd"),
                event=event["id"],
                type=event["type"],
                url=endpoint.url,
                secret=endpoint.secret,
                body=json.dumps(event, indent=2),
                made=now,
                due=now + plan.seconds if plan and mode == "delay" else now,
                status={"drop": "dropped", "hold": "held"}.get(mode, "pending"),
                tampering=mode if mode in TAMPERINGS else "",
            )

    def release(self, order: str = "shuffle", seed: int = 0) -> int:
        """Let held deliveries go, in "shuffle", "reverse" or "same" order; return how many."""
        with self.changed:
            held = [delivery for delivery in self.deliveries if delivery.status == "held"]
            if order == "reverse":
                held.reverse()
            if order == "shuffle":
                random.Random(seed).shuffle(held)
            for delivery in held:
                self.deliveries.remove(delivery)
                self.deliveries.append(delivery)
                delivery.status = "pending"
            self.changed.notify_all()
        return len(held)

    def resend(self, event: Obj) -> int:
        """Send an event once more to every endpoint it had; return how many deliveries."""
        urls = {d.url for d in self.deliveries if d.event == event["id"]}
        again = [endpoint for endpoint in self.endpoints if endpoint.url in urls]
        with self.changed:
            for endpoint in again:
                self.deliveries.extend(self._made(endpoint, event, None))
            self.changed.notify_all()
        return len(again)

    def wake(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def take_due(self, wait_seconds: float) -> Delivery | None:
        """Return the next delivery whose time has come and mark it on its way, or None."""
        with self.changed:
            found = self._due()
            if found is None:
                self.changed.wait(wait_seconds)
                found = self._due()
            if found:
                found.status = "sending"
            return found

    def _due(self) -> Delivery | None:
        now = self.clock.now()
        due = (d for d in self.deliveries if d.status == "pending" and d.due <= now)
        return next(due, None)

    def attempt(self, delivery: Delivery) -> None:
        """Post one delivery and write down how it went."""
        outcome = post(delivery, int(self.clock.now()), self.timeout_seconds)
        with self.changed:
            delivery.record(outcome, self.clock.now())
            self.changed.notify_all()

    def drain(self, timeout_seconds: float = 10.0) -> bool:
        """Wait until nothing is due or on its way; return False when that took too long."""
        with self.changed:
            return self.changed.wait_for(self._is_idle, timeout_seconds)

    def _is_idle(self) -> bool:
        return self._due() is None and all(d.status != "sending" for d in self.deliveries)

    def dump(self) -> list[Obj]:
        with self.changed:
            return [asdict(delivery) for delivery in self.deliveries]

    def load(self, dumped: list[Obj]) -> None:
        self.deliveries = [Delivery(**parts) for parts in dumped]
        for delivery in self.deliveries:
            if delivery.status == "sending":
                delivery.status = "pending"

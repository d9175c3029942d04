"""Webhooks: what is sent, to whom, and when."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .clock import Clock
from .deliveries import Delivery, post
from .plans import NOTHING, Plan, disguised, taken
from .store import Obj, new_id

OPEN = ("pending", "held", "sending")
REMEMBERED = 5_000  # finished deliveries


@dataclass
class Endpoint:
    url: str
    secret: str
    account: str


class Webhooks:
    """Queue deliveries and hand them out when they are due.

    `waiting` are those still to come, in the order they leave; `done` those that ended.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.timeout_seconds = 10.0
        self.changed = threading.Condition()
        self.endpoints: list[Endpoint] = []
        self.plans: list[Plan] = []
        self.waiting: list[Delivery] = []
        self.done: list[Delivery] = []
        clock.listeners.append(self.wake)

    def listening(self, account: str) -> int:
        return sum(endpoint.account == account for endpoint in self.endpoints)

    def plan(self, mode: str, **how: Any) -> Plan:
        """Spoil the coming events (see plans.Plan). Raises ValueError for an unknown mode."""
        plan = Plan(mode, **how)
        with self.changed:
            self.plans.append(plan)
        return plan

    def send(self, account: str, event: Obj) -> None:
        """Queue one event for every endpoint of an account."""
        with self.changed:
            plan = taken(self.plans, event["type"])
            for endpoint in self.endpoints:
                if endpoint.account == account:
                    self._queue(self._made(endpoint, event, plan))

    def resend(self, account: str, event: Obj) -> int:
        """Send an event once more to every endpoint of its account; return to how many."""
        again = [endpoint for endpoint in self.endpoints if endpoint.account == account]
        with self.changed:
            for endpoint in again:
                self._queue(self._made(endpoint, event, NOTHING))
        return len(again)

    def release(self, order: str = "shuffle", seed: int = 0) -> int:
        """Let held deliveries go, in "shuffle", "reverse" or "same" order; return how many."""
        with self.changed:
            held = [delivery for delivery in self.waiting if delivery.status == "held"]
            self.waiting = [delivery for delivery in self.waiting if delivery.status != "held"]
            if order == "reverse":
                held.reverse()
            if order == "shuffle":
                random.Random(seed).shuffle(held)
            for delivery in held:
                delivery.status = "pending"
            self._queue(held)
        return len(held)

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

    def attempt(self, delivery: Delivery) -> None:
        """Post one delivery and write down how it went.

        Signed with the real time, not the pushed one: the receiver lives in real time and
        rightly refuses a signature out of the future.
        """
        outcome = post(delivery, int(time.time()), self.timeout_seconds)
        with self.changed:
            delivery.record(outcome, self.clock.now())
            if delivery.status not in OPEN:
                self.waiting.remove(delivery)
                self._remember(delivery)
            self.changed.notify_all()

    def drain(self, timeout_seconds: float = 10.0) -> bool:
        """Wait until nothing is due or on its way; return False when that took too long."""
        with self.changed:
            return self.changed.wait_for(self._is_idle, timeout_seconds)

    def wake(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def all(self) -> list[Obj]:
        """Return every delivery remembered, those that ended first."""
        with self.changed:
            return [asdict(delivery) for delivery in (*self.done, *self.waiting)]

    def dump(self) -> list[Obj]:
        with self.changed:
            return [asdict(delivery) for delivery in self.waiting]

    def load(self, dumped: list[Obj]) -> None:
        self.waiting = [Delivery(**parts) for parts in dumped]
        for delivery in self.waiting:
            delivery.status = delivery.status.replace("sending", "pending")

    def _queue(self, deliveries: Iterator[Delivery] | list[Delivery]) -> None:
        for delivery in deliveries:
            if delivery.status in OPEN:
                self.waiting.append(delivery)
            else:
                self._remember(delivery)
        self.changed.notify_all()

    def _remember(self, delivery: Delivery) -> None:
        self.done.append(delivery)
        del self.done[:-REMEMBERED]

    def _due(self) -> Delivery | None:
        now = self.clock.now()
        due = (d for d in self.waiting if d.status == "pending" and d.due <= now)
        return next(due, None)

    def _is_idle(self) -> bool:
        return self._due() is None and all(d.status != "sending" for d in self.waiting)

    def _made(self, endpoint: Endpoint, event: Obj, plan: Plan) -> Iterator[Delivery]:
        now = self.clock.now()
        for _ in range(plan.copies):
            yield Delivery(
                id=new_id("whd"),
                event=event["id"],
                type=event["type"],
                url=endpoint.url,
                secret=endpoint.secret,
                body=json.dumps(disguised(event, plan.mode), indent=2),
                made=now,
                due=now + plan.wait_seconds,
                status=plan.status,
                tampering=plan.tampering,
            )

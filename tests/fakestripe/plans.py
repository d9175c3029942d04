"""What may go wrong with webhooks on their way, on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from .store import Obj

TAMPERINGS = ("wrong_secret", "altered_body", "two_signatures", "old_timestamp", "unsigned")
# Rightly signed, and still not for us.
DISGUISES = ("other_account", "livemode", "unknown_type")
MODES = ("duplicate", "delay", "drop", "hold", *TAMPERINGS, *DISGUISES)


@dataclass
class Plan:
    """What happens to the next `times` events whose type fits the glob `type`.

    duplicate: delivered `count` times; delay: first tried `seconds` later on the sandbox's clock;
    drop: never sent; hold: kept until released, to be shuffled. TAMPERINGS spoil the signature;
    DISGUISES are signed as they should be.
    """

    mode: str
    type: str = "*"
    times: int = 1
    count: int = 2
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"unknown mode {self.mode!r}; there are: {', '.join(MODES)}")

    @property
    def copies(self) -> int:
        return self.count if self.mode == "duplicate" else 1

    @property
    def wait_seconds(self) -> float:
        return self.seconds if self.mode == "delay" else 0.0

    @property
    def status(self) -> str:
        return {"drop": "dropped", "hold": "held"}.get(self.mode, "pending")

    @property
    def tampering(self) -> str:
        return self.mode if self.mode in TAMPERINGS else ""


def disguised(event: Obj, mode: str) -> Obj:
    """Return an event as another sender would have signed it."""
    changes: dict[str, Obj] = {
        "other_account": {"account": "acct_of_somebody_else"},
        "livemode": {"livemode": not event["livemode"]},
        "unknown_type": {"type": "something.nobody.knows"},
    }
    return event | changes.get(mode, {})


NOTHING = Plan("duplicate", count=1)


def taken(plans: list[Plan], type_: str) -> Plan:
    """Use up one turn of the first plan that fits an event, or return NOTHING."""
    for plan in plans:
        if fnmatchcase(type_, plan.type):
            plan.times -= 1
            if plan.times <= 0:
                plans.remove(plan)
            return plan
    return NOTHING

"""Which room hears which event, and what it does about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shop.disputes import events as disputes
from shop.payments import events as payments
from shop.refunds import events as refunds

ROOMS = (payments, refunds, disputes)


def act_of(type_: str, obj: dict[str, Any]) -> Callable[[], object] | None:
    """Ask the gateway what is true now, and return what brings it about here.

    None: nobody hears this type, or the object is not ours. Raises GatewayError.
    """
    for room in ROOMS:
        if type_ in room.HEARD:
            act: Callable[[], object] | None = room.act_of(obj)
            return act
    return None

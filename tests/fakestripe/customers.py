"""Customers, as far as a payment names one; and the events that were sent."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .lists import listed, paged
from .metadata import merged
from .store import Obj, new_id
from .world import Call

_KEPT = ("address", "description", "email", "name", "phone", "shipping")


def create(call: Call) -> Obj:
    customer: Obj = dict.fromkeys(_KEPT) | {
        "id": new_id("cus"),
        "object": "customer",
        "balance": 0,
        "created": call.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "invoice_prefix": None,
        "invoice_settings": {"custom_fields": None, "default_payment_method": None, "footer": None},
        "livemode": False,
        "metadata": merged({}, call.params.get("metadata")),
        "preferred_locales": call.params.get("preferred_locales", []),
        "tax_exempt": "none",
        "test_clock": None,
    }
    customer |= {name: call.params[name] for name in _KEPT if call.params.get(name)}
    call.account.add(customer)
    call.emit("customer.created", customer)
    return customer


def retrieve(call: Call) -> Obj:
    return call.account.get("customer", call.ids[0])


def list_customers(call: Call) -> Obj:
    return listed(call, "customer", ("email",))


def retrieve_event(call: Call) -> Obj:
    return call.account.get("event", call.ids[0])


def list_events(call: Call) -> Obj:
    """Return events, newest first; `type` and `types` may end in a star."""
    types = call.params.get("types") or [call.params.get("type", "*")]
    rows = listed_events(call, types)
    return paged(call, rows)


def listed_events(call: Call, types: list[str]) -> list[Obj]:
    return [
        event
        for event in call.account.newest("event")
        if any(fnmatchcase(event["type"], wanted) for wanted in types)
    ]

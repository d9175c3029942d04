"""The controls over HTTP, under /_sandbox/: for tests in another process, and for people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .books import books
from .control import ACTIONS
from .errors import StripeError
from .expiry import expire_due
from .faults import KINDS
from .store import Obj
from .wire import Request, Response, as_json
from .world import World

_LOOPBACK = re.compile(r"(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
_ACTION = re.compile(r"/_sandbox/(intents|sessions|refunds|charges|disputes)/(\w+)/(\w+)")
_NUMBERS = {"times": int, "count": int, "seconds": float, "seed": int}


def answer(world: World, request: Request) -> Response:
    """Answer a control. Only for those who call the sandbox by a loopback name."""
    if not _LOOPBACK.fullmatch(request.headers.get("host", "")):
        return as_json(403, {"error": {"message": "Controls answer on a loopback host only."}})
    try:
        return as_json(200, _answer(world, request))
    except StripeError as error:
        return as_json(error.status, error.body())
    except (ValueError, TypeError, KeyError) as error:
        return as_json(400, {"error": {"message": f"{error}"}})


def _answer(world: World, request: Request) -> Any:
    action = _ACTION.fullmatch(request.path)
    if action and request.method == "POST":
        return act(world, action[2], action[3], **_typed(request))
    name = request.path.removeprefix("/_sandbox").strip("/")
    handler = _HANDLERS.get((request.method, name))
    if handler is None:
        raise StripeError(404, "invalid_request_error", f"There is no control {request.path}.")
    return handler(world, _typed(request))


def act(world: World, id_: str, verb: str, **how: Any) -> Obj:
    """Do one thing to one object, whoever owns it. Raises StripeError when that cannot be."""
    with world.store.lock:
        expire_due(world)
        account = world.store.holder(id_)
        if account is None:
            raise StripeError(404, "invalid_request_error", f"There is no object {id_}.")
        obj = account.objects[id_]
        action = ACTIONS.get((obj["object"], verb))
        if action is None:
            raise StripeError(404, "invalid_request_error", f"{obj['object']} cannot {verb}.")
        world.store.changes += 1
        return dict(action(world.call(account), obj, **how))


def _typed(request: Request) -> Obj:
    fields = request.fields()
    return {name: _NUMBERS.get(name, lambda same: same)(value) for name, value in fields.items()}


def _tell_clock(world: World, _: Obj) -> Obj:
    return {"now": world.clock.now(), "offset_seconds": world.clock.offset_seconds}


def _advance(world: World, fields: Obj) -> Obj:
    advance(world, fields["seconds"])
    return _tell_clock(world, {})


def advance(world: World, seconds: float) -> None:
    """Push the clock; expire what became due."""
    world.clock.advance(seconds)
    expire_due(world)
    world.tidy()
    world.store.changes += 1


def _add_fault(world: World, fields: Obj) -> Obj:
    world.faults.add(**fields)
    return _tell_faults(world, {})


def _tell_faults(world: World, _: Obj) -> Obj:
    return {"waiting": world.faults.waiting(), "kinds": KINDS}


def _clear_faults(world: World, _: Obj) -> Obj:
    world.faults.clear()
    return _tell_faults(world, {})


def _plan(world: World, fields: Obj) -> Obj:
    return vars(world.webhooks.plan(**fields))


def _release(world: World, fields: Obj) -> Obj:
    return {"released": world.webhooks.release(**fields)}


def _resend(world: World, fields: Obj) -> Obj:
    account = world.store.holder(fields["event"])
    if account is None:
        raise StripeError(404, "invalid_request_error", "There is no such event.")
    return {"sent": world.webhooks.resend(account.name, account.objects[fields["event"]])}


def _deliveries(world: World, _: Obj) -> Obj:
    shown = world.webhooks.all()
    return {"deliveries": [{k: v for k, v in d.items() if k != "secret"} for d in shown]}


_HANDLERS: dict[tuple[str, str], Callable[[World, Obj], Any]] = {
    ("GET", ""): lambda world, fields: {"ok": True},
    ("GET", "clock"): _tell_clock,
    ("POST", "clock"): _advance,
    ("GET", "faults"): _tell_faults,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): _clear_faults,
    ("POST", "webhooks/plan"): _plan,
    ("POST", "webhooks/release"): _release,
    ("POST", "webhooks/resend"): _resend,
    ("GET", "deliveries"): _deliveries,
    ("GET", "books"): lambda world, fields: books(world),
}

"""One request to the gateway's API, from its key to its answer."""

from __future__ import annotations

import base64
import traceback
from copy import deepcopy
from typing import Any

from . import idempotency
from .errors import StripeError, unsupported
from .expand import expanded
from .expiry import expire_due
from .faults import Fault
from .forms import decode
from .routes import find
from .store import Account, Obj, new_id, refuse_other_account
from .validate import check
from .wire import Request, Response, as_json
from .world import API_VERSION, World

_SERVER_ERROR = {"error": {"type": "api_error", "message": "Something went wrong on our end."}}
_GARBAGE = {"garbage": b"<html>Bad gateway</html>", "garbage_bytes": b"\xff\xfe\x00"}
_INSTEAD = {
    "429": StripeError(429, "invalid_request_error", "Too many requests.", code="rate_limit"),
    "500": StripeError(500, "api_error", "Something went wrong on our end."),
}


def answer(world: World, request: Request) -> Response:
    """Answer a request, through whatever fault waits for it."""
    request_id = new_id("req")
    fault = world.faults.take(request.method, request.path)
    early = _before(world, fault)
    if early is None:
        try:
            early = _run(world, request, request_id, fault)
        except StripeError as error:
            early = as_json(error.status, error.body())
    return _named(_after(world, fault, early), request, request_id)


def _before(world: World, fault: Fault | None) -> Response | None:
    """Return what a fault answers before the request takes effect, or None."""
    kind = fault.kind if fault else ""
    if kind in _INSTEAD:
        return as_json(_INSTEAD[kind].status, _INSTEAD[kind].body())
    if fault and kind == "timeout_before":
        world.faults.hang(fault.seconds)
        return Response(0, wire="close")
    if kind == "reset":
        return Response(0, wire="reset")
    return None


def _after(world: World, fault: Fault | None, done: Response) -> Response:
    """Spoil the answer of a request that took effect."""
    kind = fault.kind if fault else ""
    if fault and kind == "timeout_after":
        world.faults.hang(fault.seconds)
        done.wire = "close"
    if kind == "reset_after":
        done.wire = "reset"
    if kind in _GARBAGE:
        done.status, done.body = 200, _GARBAGE[kind]
    if fault and kind == "slow":
        done.wire, done.seconds = "slow", fault.seconds
    return done


def _run(world: World, request: Request, request_id: str, fault: Fault | None) -> Response:
    with world.store.lock:
        account = world.store.account(secret_key(request))
        refuse_other_account(request.headers.get("stripe-account", ""))
        _refuse_other_version(request.headers.get("stripe-version", API_VERSION))
        expire_due(world)
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        tree = request.form() if request.method == "POST" else decode(request.query)
        if key:
            saved = idempotency.begin(account, key, request.path, tree, world.clock.now())
            if saved:
                return as_json(*saved, Idempotent_Replayed="true")
    if fault and fault.kind == "busy":
        world.faults.hang(fault.seconds)
    with world.store.lock:
        world.store.changes += request.method == "POST"
        status, body, kept = _attempt(world, account, request, (request_id, key, tree), fault)
        if key and kept:
            idempotency.finish(account, key, status, body)
        elif key:
            idempotency.abandon(account, key)
    return as_json(status, body)


def _attempt(
    world: World, account: Account, request: Request, asked: tuple[Any, ...], fault: Fault | None
) -> tuple[int, Obj, bool]:
    """Return status, body, and whether the answer is kept under the idempotency key."""
    kind = fault.kind if fault else ""
    if kind == "500_saved":
        return 500, _SERVER_ERROR, True
    if kind == "402":
        error = StripeError(402, "card_error", "Your card was declined.", code="card_declined")
        return 402, error.body(), True
    try:
        done = _do(world, account, request, *asked)
    except StripeError as error:
        return error.status, deepcopy(error.body()), error.saved
    except Exception:  # noqa: BLE001  a mistake of ours: say so, and leave the key free
        traceback.print_exc()
        return 500, _SERVER_ERROR, False
    if kind == "500_after":
        return 500, _SERVER_ERROR, True
    return 200, done, True


def _do(
    world: World, account: Account, request: Request, request_id: str, key: str | None, tree: Obj
) -> Obj:
    found = find(request.method, request.path)
    if found is None:
        raise StripeError(
            404,
            "invalid_request_error",
            f"Unrecognized request URL ({request.method}: {request.path}).",
            saved=False,
        )
    route, ids = found
    params = check(route.kind, tree)
    call = world.call(
        account, params, ids=ids, path=request.path, request_id=request_id, idempotency_key=key
    )
    return expanded(account, route.handler(call), params.get("expand", []))


def _refuse_other_version(version: str) -> None:
    if version != API_VERSION:
        raise unsupported(f"API version {version}")


def secret_key(request: Request) -> str:
    """Return the key of a Bearer or Basic header, or ""."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value).decode().partition(":")[0]
        except ValueError:
            return ""
    return ""


def _named(done: Response, request: Request, request_id: str) -> Response:
    done.headers |= {"Request-Id": request_id, "Stripe-Version": API_VERSION}
    if "idempotency-key" in request.headers:
        done.headers["Idempotency-Key"] = request.headers["idempotency-key"][:255]
    return done

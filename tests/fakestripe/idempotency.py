"""Idempotency keys: the first answer is the answer, for a day."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from .errors import StripeError, bad_parameter
from .store import Account

KEPT_SECONDS = 24 * 60 * 60
KEY_LENGTH_MAX = 255


def fingerprint(tree: Any) -> str:
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()


def begin(account: Account, key: str, path: str, tree: Any, now: float) -> tuple[int, Any] | None:
    """Claim a key for a request that is about to run, or return the answer it already has.

    Raises StripeError: 400 for a key used with another request, 409 while the first still runs.
    """
    if len(key) > KEY_LENGTH_MAX:
        message = f"Idempotency keys can be up to {KEY_LENGTH_MAX} characters long."
        raise bad_parameter(message, "Idempotency-Key")
    known = account.saved.get(key)
    if known is None or known["at"] + KEPT_SECONDS <= now:
        account.saved[key] = {"path": path, "print": fingerprint(tree), "at": now, "status": None}
        return None
    _refuse_other_request(known, key, path, tree)
    if known["status"] is None:
        raise StripeError(
            409,
            "invalid_request_error",
            "There is currently another in-progress request using this Stripe-Idempotent Key "
            f"({key}). Please try again later.",
            code="idempotency_key_in_use",
            saved=False,
        )
    return known["status"], known["body"]


def _refuse_other_request(known: dict[str, Any], key: str, path: str, tree: Any) -> None:
    if known["path"] != path:
        reason = f"the same endpoint they were first used for ('{known['path']}' vs '{path}')"
    elif known["print"] != fingerprint(tree):
        reason = "the same parameters they were first used with"
    else:
        return
    raise StripeError(
        400,
        "idempotency_error",
        f"Keys for idempotent requests can only be used with {reason}. Try using a key other "
        f"than '{key}' if you meant to execute a different request.",
        saved=False,
    )


def finish(account: Account, key: str, status: int, body: Any) -> None:
    """Keep an answer under its key."""
    account.saved[key] |= {"status": status, "body": body}


def abandon(account: Account, key: str) -> None:
    """Forget a key whose request never began to execute."""
    account.saved.pop(key, None)


def forget_old(account: Account, now: float) -> None:
    old = [key for key, saved in account.saved.items() if saved["at"] + KEPT_SECONDS <= now]
    for key in old:
        del account.saved[key]

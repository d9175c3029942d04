"""What the sandbox remembers, apart for each account."""

from __future__ import annotations

import re
import secrets
import string
import threading
from typing import Any

from .errors import StripeError, no_such, unauthenticated

Obj = dict[str, Any]
_KEY = re.compile(r"^(?:sk|rk)_test_([A-Za-z0-9_]{8,})$")
_LETTERS = string.ascii_letters + string.digits


def new_id(prefix: str) -> str:
    return f"{prefix}_" + "".join(secrets.choice(_LETTERS) for _ in range(24))


def account_name(key: str) -> str:
    """Return the account a secret key belongs to.

    `sk_test_NAME` and `rk_test_NAME__role` are keys of one account, as restricted keys are;
    every other pair of keys sees two accounts. Raises StripeError (401) for anything else.
    """
    if not key:
        raise unauthenticated(
            "You did not provide an API key. You need to provide your API key in the "
            "Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')"
        )
    found = _KEY.match(key)
    if not found:
        raise unauthenticated(f"Invalid API Key provided: {key[:8]}{'*' * 12}{key[-4:]}")
    return found[1].split("__", 1)[0]


def refuse_other_account(header: str) -> None:
    """Refuse to act for a connected account: this account has none."""
    if header:
        raise StripeError(
            403,
            "invalid_request_error",
            f"The provided key does not have access to account '{header}' (or that account does "
            "not exist).",
            code="account_invalid",
            saved=False,
        )


class Account:
    """Objects of one account, in the order they were made.

    `notes` hold what the sandbox knows of an object and the gateway would not show;
    `deadlines` when an object expires, in seconds of the sandbox's clock;
    `saved` the answers kept under idempotency keys.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.objects: dict[str, Obj] = {}
        self.notes: dict[str, Obj] = {}
        self.deadlines: dict[str, float] = {}
        self.saved: dict[str, Obj] = {}

    def add(self, obj: Obj) -> Obj:
        self.objects[obj["id"]] = obj
        return obj

    def note(self, id_: str) -> Obj:
        return self.notes.setdefault(id_, {})

    def get(self, kind: str, id_: str, param: str = "id") -> Obj:
        """Return one object of this account. Raises StripeError (404, resource_missing)."""
        found = self.objects.get(id_)
        if found is None or found["object"] != kind:
            raise no_such(kind, id_, param)
        return found

    def newest(self, kind: str) -> list[Obj]:
        return [obj for obj in reversed(self.objects.values()) if obj["object"] == kind]


class Store:
    """Every account, under one lock that a request holds while it runs."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.accounts: dict[str, Account] = {}
        self.changes = 0

    def account(self, key: str) -> Account:
        name = account_name(key)
        return self.accounts.setdefault(name, Account(name))

    def holder(self, id_: str) -> Account | None:
        """Return the account that owns an object, whoever asks: for hosted pages and controls."""
        for account in self.accounts.values():
            if id_ in account.objects:
                return account
        return None

    def dump(self) -> Obj:
        return {name: vars(account) for name, account in self.accounts.items()}

    def load(self, dumped: Obj) -> None:
        for name, parts in dumped.items():
            account = Account(name)
            vars(account).update(parts)
            self.accounts[name] = account

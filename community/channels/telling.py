"""Tell a person something once, by the channel the person chose."""

from __future__ import annotations

from community.people.models import User


def tell(user: User, kind: str, key: str, **facts: str | int) -> None:
    """Write the notice and its job in the caller's transaction; the worker sends it once.

    `kind` names the template notices/<kind>.txt: its first line is the subject, the whole is
    what an SMS, a LINE message or the mail says; it sees the facts, `user`, `site_name` and
    `site_url`. `key` says what happened, to what, for whom: a second call with it does nothing.
    A fact named `path` (from reverse()) becomes `link`, an address on our site.
    """
    raise NotImplementedError

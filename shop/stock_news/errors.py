from __future__ import annotations


class NewsError(Exception):
    """A wish to be told that cannot be kept."""


class ThereNow(NewsError):
    """It can be bought now: nothing to wait for."""


class AskedTooOften(NewsError):
    """This address waits for more things than one person does."""


class NoWayToTell(NewsError):
    """The account can be reached by no way that we have."""

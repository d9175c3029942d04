"""Why staff cannot do something with goods, a report or a word. Screens build the sentences."""

from __future__ import annotations


class ModerationError(Exception):
    """Something that this member of staff cannot do now."""


class NotWaiting(ModerationError):
    """Somebody was faster."""


class TakenBack(NotWaiting):
    """Its seller took it back: the goods are put away, or the change is not wanted any more."""


class ChangedSince(ModerationError):
    """The seller changed it after staff had opened it."""


class OwnGoods(ModerationError):
    """Nobody decides on goods of a shop of their own."""


class ReasonMissing(ModerationError):
    """The seller, or who reported, has to read why."""

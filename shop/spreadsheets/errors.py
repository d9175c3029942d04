"""What can go wrong with a file of goods after it was read."""

from __future__ import annotations


class ImportingError(Exception):
    """Something about an import was not done."""


class WrongState(ImportingError):
    """It is not in the state that the step starts from; carries the one it is in."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class NothingToSave(ImportingError):
    """No row of the file can be saved as it is."""


class TooLate(ImportingError):
    """It can be taken back no more: a day has gone by, or a newer one was saved."""


class Moved(ImportingError):
    """Goods were changed between the look and the save; nothing was saved."""

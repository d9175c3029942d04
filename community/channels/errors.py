"""What can go wrong between us and a person's telephone."""

from __future__ import annotations


class ChannelError(Exception):
    """Something that was to reach a person did not, or came back wrong."""


class SmsFailed(ChannelError):
    """The text did not leave us, or nobody knows whether it did."""


class LineFailed(ChannelError):
    """LINE did not take the message."""


class CodeError(ChannelError):
    """A one-time code was not sent, or is not the one that was."""


class TooSoon(CodeError):
    """Another code may be asked for in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


class WrongCode(CodeError):
    """Not the code that was sent; `left` more tries are allowed."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} tries left")
        self.left = left


class CodeEnded(CodeError):
    """No code is open: none was sent, it is old, used, or was guessed at too often."""

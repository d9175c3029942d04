"""What Ctrl-C, SIGTERM and the death of make mean to the launcher."""

import os
import signal
from pathlib import Path
from types import FrameType

from config.lifeline import die_with_parent

STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def interrupt_on_stop() -> None:
    """Let every signal that asks us to stop raise KeyboardInterrupt."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in STOP:
        signal.signal(number, interrupt)


def ignore_stop() -> None:
    """Finish what is being closed: a second Ctrl-C must not leave half of it running."""
    for number in STOP:
        signal.signal(number, signal.SIG_IGN)


def follow_make() -> None:
    """Stop when the make that started us is killed: nobody would see us run on."""
    name = Path(f"/proc/{os.getppid()}/comm")
    if name.exists() and name.read_text().strip() in {"make", "gmake"}:
        die_with_parent(signal.SIGTERM)

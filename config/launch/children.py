"""The market's processes: each in a group of its own, each gone when the launcher is gone."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.launch.failure import FULL
from config.lifeline import dies_with_parent

STOP_SECONDS = 10
TAIL_LINES = 8


@dataclass
class Child:
    """A process that the launcher watches."""

    name: str
    command: Sequence[str]
    log: Path
    # How often it may die before that counts as a failure of the market.
    restarts: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self, environment: Mapping[str, str], folder: Path) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                cwd=folder,
                start_new_session=True,
                # At once: the next start must find the port free and the queue unattended.
                preexec_fn=dies_with_parent(signal.SIGKILL),  # noqa: PLW1509  one thread
            )

    @property
    def dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def tail(self) -> str:
        """Return the last lines of the log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-TAIL_LINES:])

    def obituary(self) -> str:
        """Return the sentence that says how it ended."""
        if FULL.search(self.tail()):
            return f"The disk is full: the {self.name} stopped. Free some space and start again."
        return f"The {self.name} stopped, so the market is closed; its last words are in {self.log}"

    def sweep(self) -> None:
        """Kill what a dead process has left of its group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def stop_all(children: Sequence[Child]) -> None:
    """Ask every process to stop, wait together, then insist."""
    running = [child for child in children if child.process and not child.dead]
    for child in running:
        _send(child, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while any(not child.dead for child in running) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        child.sweep()
        if child.process:
            child.process.wait()


def _send(child: Child, signal_number: signal.Signals) -> None:
    if child.process:
        with contextlib.suppress(ProcessLookupError):
            child.process.send_signal(signal_number)

"""Tie a child process to the life of its parent."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def dies_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """Return a `preexec_fn` that has the kernel signal the child when its parent dies.

    Holds for `kill -9` of the parent too. Linux only; elsewhere the function does nothing.
    The parent is the thread that starts the child: start children from the main thread.
    """
    parent = os.getpid()
    prctl = _prctl()

    def before_exec() -> None:
        prctl(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return before_exec


def die_with_parent(with_signal: signal.Signals) -> None:
    """Have the kernel signal this process when its parent dies."""
    _prctl()(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)


def _prctl() -> Callable[..., int]:
    if not sys.platform.startswith("linux"):
        return lambda *_: 0
    prctl: Callable[..., int] = ctypes.CDLL(None, use_errno=True).prctl
    return prctl

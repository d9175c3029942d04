"""What the person at the terminal sees."""

import contextlib
import sys
import time
from collections.abc import Iterator

ACCOUNTS = (
    ("buyer@example.org", "buys"),
    ("seller@example.org", "sells"),
    ("community@example.org", "runs a community"),
    ("helper@example.org", "helps sellers"),
    ("staff@example.org", "works in the office"),
    ("staff2@example.org", "is the second pair of eyes there"),
)
PASSWORD = "talat-demo-2569"  # noqa: S105  a demo's, printed on purpose


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Show a step of the work and how long it took."""
    started = time.monotonic()
    print(f"  {name} …", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - started:.1f} s", flush=True)


def say(text: str) -> None:
    print(text, flush=True)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def welcome(address: str, seconds: float, with_accounts: bool) -> None:
    say(f"\nTalat is open at {address} (ready in {seconds:.1f} s)")
    if with_accounts:
        say(f"\nDemo accounts, password {PASSWORD}:")
        for name, part in ACCOUNTS:
            say(f"  {name:24} {part}")
    say("\nStop with Ctrl-C.")

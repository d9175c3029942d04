"""Run the sandbox by itself: python -m tests.fakestripe --port 12111"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from .sandbox import SECRET_KEY, WEBHOOK_SECRET, FakeStripe
from .world import PROMPTPAY_SECONDS

SENDERS = 4


def main() -> int:
    """Serve until SIGINT or SIGTERM; return the exit code."""
    asked = _arguments()
    try:
        fake = FakeStripe(
            asked.port,
            host=asked.host,
            webhook_url=asked.webhook_url,
            webhook_secret=asked.webhook_secret,
            secret_key=asked.secret_key,
            public_url=asked.public_url,
            state=asked.state,
            senders=SENDERS,
            promptpay_seconds=asked.promptpay_seconds,
        )
    except OSError as error:
        print(f"The payment sandbox cannot use port {asked.port}: {error}", file=sys.stderr)
        return 1
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with fake:
        print(f"Payment sandbox on {fake.url}", flush=True)
        stop.wait()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakestripe", description=__doc__)
    parser.add_argument("--port", type=int, default=12111)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--webhook-url", default="")
    parser.add_argument("--webhook-secret", default=WEBHOOK_SECRET)
    parser.add_argument("--secret-key", default=SECRET_KEY)
    parser.add_argument("--public-url", default="", help="where browsers reach the sandbox")
    parser.add_argument("--state", type=Path, default=None, help="a file to survive restarts in")
    parser.add_argument("--promptpay-seconds", type=int, default=PROMPTPAY_SECONDS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

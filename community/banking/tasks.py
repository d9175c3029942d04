"""What the worker does for payout accounts."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from community.banking import beginning, warning

# After 1, 3, 5, 7 minutes.
AGAIN = RetryStrategy(max_attempts=5, wait=60, linear_wait=120)


@app.task(name=warning.TELL_ALSO, retry=AGAIN)
def tell_also(user_id: int, kind: str, key: str, channel: str, facts: dict[str, str]) -> None:
    warning.tell_also(user_id, kind, key, channel, facts)


@app.periodic(cron="*/5 * * * *")
@app.task(name="community.banking.tasks.activate_due", queueing_lock="banking.activate_due")
def activate_due(timestamp: int) -> None:
    beginning.activate_due()

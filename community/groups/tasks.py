"""What the worker does for communities."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

AGAIN = RetryStrategy(max_attempts=4, exponential_wait=5)


@app.task(name="community.groups.tasks.draw_cover", retry=AGAIN)
def draw_cover(key: str) -> None:
    from community.groups import covers

    covers.draw_cover(key)

"""What the worker does for papers."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="41 3 * * *")
@app.task(
    name="community.private.tasks.sweep_orphans", queueing_lock="sweep_orphans", pass_context=False
)
def sweep_orphans(timestamp: int) -> None:
    """Remove papers that nothing points to, and files whose transaction was rolled back."""
    from community.private import sweeping

    sweeping.sweep_loose()
    sweeping.sweep_orphans()

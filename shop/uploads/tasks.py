"""What the worker does for uploads."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="23 19 * * *")  # 02:23
@app.task(name="shop.uploads.tasks.sweep_uploads", queueing_lock="sweep_uploads")
def sweep_uploads(timestamp: int) -> None:
    from shop.uploads import sweeping

    sweeping.sweep()

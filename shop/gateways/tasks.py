from __future__ import annotations

from procrastinate.contrib.django import app

from shop.gateways import inbox


@app.periodic(cron="* * * * *")
@app.task(name="shop.gateways.tasks.retry_failed", queueing_lock="retry_failed")
def retry_failed(timestamp: int) -> None:
    inbox.retry_failed()

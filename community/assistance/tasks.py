from __future__ import annotations

from procrastinate.contrib.django import app

from community.assistance.expiry import expire_overdue


@app.periodic(cron="7 0 * * *")
@app.task(name="community.assistance.tasks.expire", queueing_lock="expire_grants")
def expire(timestamp: int) -> None:
    expire_overdue()

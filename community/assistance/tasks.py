from __future__ import annotations

from procrastinate.contrib.django import app

from community.assistance.expiry import expire_overdue


# The queue counts in UTC: a text message comes at nine in the morning.
@app.periodic(cron="7 2 * * *")
@app.task(name="community.assistance.tasks.expire", queueing_lock="expire_grants")
def expire(timestamp: int) -> None:
    expire_overdue()

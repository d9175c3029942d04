from __future__ import annotations

from procrastinate.contrib.django import app

from shop.purchases.expiry import expire_overdue


@app.periodic(cron="* * * * *")
@app.task(name="shop.purchases.tasks.expire", queueing_lock="expire", pass_context=False)
def expire(timestamp: int) -> None:
    expire_overdue()

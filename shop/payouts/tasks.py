"""What the worker does for payouts."""

from __future__ import annotations

from procrastinate.contrib.django import app

from shop.fulfilment.delivering import deliver_overdue
from shop.payouts.running import run_schedules


@app.periodic(cron="23 * * * *")
@app.task(name="shop.payouts.tasks.run_schedules", queueing_lock="payouts.run_schedules")
def run(timestamp: int) -> None:
    run_schedules()


@app.periodic(cron="41 * * * *")
@app.task(name="shop.payouts.tasks.deliver_overdue", queueing_lock="payouts.deliver_overdue")
def deliver(timestamp: int) -> None:
    deliver_overdue()

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.notify import sending

# After 1, 6, 11 … minutes, for five hours: a mail server that is down for a while loses nothing.
LATER = RetryStrategy(max_attempts=sending.MOST_TRIES - 1, wait=60, linear_wait=300)


@app.task(name="shop.notify.tasks.send_message", retry=LATER)
def send_message(message_id: int) -> None:
    sending.send(message_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="shop.notify.tasks.pick_up", queueing_lock="notify.pick_up")
def pick_up(timestamp: int) -> None:
    sending.pick_up()

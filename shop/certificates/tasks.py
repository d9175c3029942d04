"""Once a day, by Thai time: the worker's clock reads UTC."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="5 17 * * *")  # 00:05
@app.task(name="shop.certificates.tasks.turn_the_day", queueing_lock="certificates.turn_the_day")
def turn_the_day(timestamp: int) -> None:
    from shop.certificates import ending

    ending.turn_the_day()


@app.periodic(cron="0 2 * * *")  # 09:00: nobody is woken by it
@app.task(
    name="shop.certificates.tasks.tell_of_endings", queueing_lock="certificates.tell_of_endings"
)
def tell_of_endings(timestamp: int) -> None:
    from shop.certificates import ending

    ending.tell_of_endings()

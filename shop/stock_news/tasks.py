"""What the worker does about stock: what ends by itself, and who hears of what."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from community.channels.delivering import MOST_TRIES

# After 1, 6, 11 … minutes, for five hours: a provider that is down for a while loses nothing.
LATER = RetryStrategy(max_attempts=MOST_TRIES - 1, wait=60, linear_wait=300)


@app.task(name="shop.stock_news.tasks.send_letter", retry=LATER)
def send_letter(letter_id: int) -> None:
    from shop.stock_news import letters

    letters.send(letter_id)


@app.periodic(cron="* 0-14 * * *")  # 07:00 to 21:59: nobody is woken by it
@app.task(name="shop.stock_news.tasks.tell_back", queueing_lock="stock_news.back")
def tell_back(timestamp: int) -> None:
    from shop.stock_news import back

    back.tell_what_is_back()


@app.periodic(cron="*/10 0-12 * * *")  # 07:00 to 19:50
@app.task(name="shop.stock_news.tasks.tell_low", queueing_lock="stock_news.low")
def tell_low(timestamp: int) -> None:
    from shop.stock_news import low

    low.tell_what_is_low()


@app.periodic(cron="*/5 * * * *")
@app.task(name="shop.stock_news.tasks.pick_up", queueing_lock="stock_news.pick_up")
def pick_up(timestamp: int) -> None:
    from shop.stock_news import letters

    letters.pick_up()


@app.periodic(cron="23 18 * * *")
@app.task(name="shop.stock_news.tasks.forget", queueing_lock="stock_news.forget")
def forget(timestamp: int) -> None:
    from shop.stock_news import asking

    asking.forget()

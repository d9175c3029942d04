from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="2,32 * * * *")  # soon after midnight, and again should the worker have slept
@app.task(name="shop.stock.tasks.end_market_days", queueing_lock="stock.market_days")
def end_market_days(timestamp: int) -> None:
    """Put what market days before today left over on sale again."""
    from shop.stock import setting_aside

    setting_aside.give_back_overdue()

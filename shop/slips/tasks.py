from __future__ import annotations

from procrastinate.contrib.django import app

from shop.slips import forgetting


@app.periodic(cron="45 3 * * *")
@app.task(name="shop.slips.tasks.forget", queueing_lock="slips_forget", pass_context=False)
def forget(timestamp: int) -> None:
    forgetting.forget_photos()

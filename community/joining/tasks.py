from __future__ import annotations

from procrastinate.contrib.django import app

from community.joining.forgetting import forget_abandoned


@app.periodic(cron="40 3 * * *")
@app.task(
    name="community.joining.tasks.forget_abandoned",
    queueing_lock="forget_abandoned",
    pass_context=False,
)
def forget(timestamp: int) -> None:
    forget_abandoned()

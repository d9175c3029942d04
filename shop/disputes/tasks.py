from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.disputes.chargebacks import settle_late
from shop.payments.models import Attempt


@app.task(
    name="shop.disputes.tasks.settle",
    retry=RetryStrategy(max_attempts=5, exponential_wait=2),
)
def settle(attempt_id: int) -> None:
    settle_late(Attempt.objects.get(pk=attempt_id))

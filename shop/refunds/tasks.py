from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.gateways.base import GatewayError, Unavailable
from shop.refunds import forgetting, sending
from shop.refunds.models import Refund

log = logging.getLogger("talat.refunds")
State = Refund.State
# A webhook that has not come by now may be lost: ask.
SILENCE = timedelta(minutes=2)
AT_ONCE = 200


@app.task(
    name="shop.refunds.tasks.send",
    retry=RetryStrategy(max_attempts=5, exponential_wait=2),
)
def send(refund_id: int) -> None:
    sending.send(refunds().get(pk=refund_id))


@app.periodic(cron="*/3 * * * *")
@app.task(name="shop.refunds.tasks.ask_again", queueing_lock="refunds_ask_again")
def ask_again(timestamp: int) -> None:
    """Send what waits, and bring up what nobody told us of, the longest first."""
    quiet = refunds().filter(
        state__in=[State.APPROVED, State.SENT, State.PENDING],
        changed_at__lte=timezone.now() - SILENCE,
    )
    for refund in quiet.order_by("changed_at", "pk")[:AT_ONCE]:
        Refund.objects.filter(pk=refund.pk).update(changed_at=timezone.now())
        try:
            sending.send(refund) if refund.state == State.APPROVED else sending.bring_up(refund)
        except Unavailable:
            return  # the gateway is not well: the next round asks again
        except GatewayError as error:
            log.warning("refund %s: %s", refund.key, error)


@app.periodic(cron="35 3 * * *")
@app.task(name="shop.refunds.tasks.forget", queueing_lock="refunds_forget")
def forget(timestamp: int) -> None:
    forgetting.forget()


def refunds() -> QuerySet[Refund]:
    return Refund.objects.select_related("purchase", "attempt__payment__seller_order")

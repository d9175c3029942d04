from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.gateways.base import GatewayError, Unavailable
from shop.payments import paying
from shop.payments.models import Attempt
from shop.purchases.models import Purchase

# A webhook that has not come by now may be lost: ask.
SILENCE = timedelta(minutes=2)
AT_ONCE = 200

log = logging.getLogger("talat.payments")


@app.task(
    name="shop.payments.tasks.close_payment",
    retry=RetryStrategy(max_attempts=12, exponential_wait=2),
)
def close_payment(purchase_id: int) -> None:
    paying.close_payment(Purchase.objects.get(pk=purchase_id))


@app.periodic(cron="*/2 * * * *")
@app.task(name="shop.payments.tasks.ask_again", queueing_lock="ask_again")
def ask_again(timestamp: int) -> None:
    """Bring attempts that nobody told us of up to what the gateway knows, the longest first."""
    quiet = (
        Attempt.objects.filter(state__in=Attempt.LIVE, changed_at__lte=timezone.now() - SILENCE)
        .exclude(gateway="")
        .select_related("payment__purchase")
    )
    for attempt in quiet.order_by("changed_at", "pk")[:AT_ONCE]:
        try:
            _bring_up(attempt)
        except Unavailable:
            return  # the gateway is not well: the next round asks again
        except GatewayError as error:
            log.warning("attempt %s: %s", attempt.idempotency_key, error)


def _bring_up(attempt: Attempt) -> None:
    """Ask after it; close it where its purchase is over."""
    Attempt.objects.filter(pk=attempt.pk).update(changed_at=timezone.now())
    if attempt.payment.purchase.is_awaiting:
        paying.sync(attempt)
    else:
        paying.close_payment(attempt.payment.purchase)

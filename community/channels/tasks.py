from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from community.channels import sending
from community.channels.delivering import MOST_TRIES
from community.channels.models import OneTimeCode

# After 1, 6, 11 … minutes, for five hours: a provider that is down for a while loses nothing.
LATER = RetryStrategy(max_attempts=MOST_TRIES - 1, wait=60, linear_wait=300)
CODES_KEPT = timedelta(days=30)


@app.task(name="community.channels.tasks.send_notice", retry=LATER)
def send_notice(notice_id: int) -> None:
    sending.send(notice_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="community.channels.tasks.pick_up", queueing_lock="channels.pick_up")
def pick_up(timestamp: int) -> None:
    sending.pick_up()


@app.periodic(cron="41 3 * * *")
@app.task(name="community.channels.tasks.forget_codes", queueing_lock="channels.forget_codes")
def forget_codes(timestamp: int) -> None:
    """Keep telephone numbers no longer than who looks into a complaint needs them."""
    OneTimeCode.objects.filter(created_at__lt=timezone.now() - CODES_KEPT).delete()

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from shop.visits.models import Visits

KEPT_DAYS = 400  # this month can be laid beside the same one of last year


@app.periodic(cron="41 20 * * *")  # 03:41 in Thailand
@app.task(name="shop.visits.tasks.forget_old_views", queueing_lock="forget_old_views")
def forget_old_views(timestamp: int) -> None:
    first = timezone.localdate() - timedelta(days=KEPT_DAYS)
    Visits.objects.filter(day__lt=first).delete()

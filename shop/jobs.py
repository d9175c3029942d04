"""Work for later, behind one function: the queue is PostgreSQL's, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def enqueue(task: str, *, once: str | None = None, **arguments: Any) -> None:
    """Queue a task by its name, as in "shop.notify.tasks.send".

    It is written in the caller's transaction: rolled back with it, seen by the worker after
    it commits. With `once`, nothing is added while one with that name waits.
    """
    deferrer = app.configure_task(task, queueing_lock=once, allow_unknown=False)
    payload: Mapping[str, Any] = arguments
    if once is None:
        deferrer.defer(**payload)
        return
    try:
        from django.db import transaction

        with transaction.atomic():
            deferrer.defer(**payload)
    except AlreadyEnqueued:
        return

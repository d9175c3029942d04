from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from config.tasks import retry_stalled
from shop import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def take_job(*, heartbeat_seconds_ago: int) -> ProcrastinateJob:
    """Leave a job as a worker does that took it and said its last word so long ago."""
    jobs.enqueue("shop.notify.tasks.send_message", message_id=1)
    job = ProcrastinateJob.objects.latest("id")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [heartbeat_seconds_ago],
        )
        worker_id = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [worker_id, job.pk],
        )
    return job


async def chore() -> None:
    try:
        await retry_stalled.func(0)
    finally:
        await sync_to_async(connections.close_all)()


def status_after_the_chore(job: ProcrastinateJob) -> str:
    """In a thread, as a worker: in this one a browser may have left its own loop running."""
    with ThreadPoolExecutor(1) as worker:
        worker.submit(asyncio.run, chore()).result()
    return str(ProcrastinateJob.objects.get(pk=job.pk).status)


def test_a_job_whose_worker_died_runs_again() -> None:
    assert status_after_the_chore(take_job(heartbeat_seconds_ago=600)) == "todo"


def test_a_job_whose_worker_lives_is_left_alone() -> None:
    assert status_after_the_chore(take_job(heartbeat_seconds_ago=5)) == "doing"

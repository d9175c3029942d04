"""The worker's own chores."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

log = logging.getLogger("talat.worker")
# A worker says every ten seconds that it lives; after this long it was killed.
SILENCE_SECONDS = 60.0


@app.periodic(cron="* * * * *")
@app.task(name="config.tasks.retry_stalled", queueing_lock="retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    """Run the jobs of a worker that died again: the queue would leave them as running for ever."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS)
    for job in stalled:
        log.warning("job %s (%s) lost its worker and runs again", job.id, job.task_name)
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="config.tasks.forget_old_jobs", queueing_lock="forget_old_jobs")
async def forget_old_jobs(timestamp: int) -> None:
    """Keep what succeeded for three days and what failed for a month."""
    await app.job_manager.delete_old_jobs(nb_hours=72, include_failed=False)
    await app.job_manager.delete_old_jobs(nb_hours=720, include_failed=True)

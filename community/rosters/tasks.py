from __future__ import annotations

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

TRIES = 4
AGAIN = RetryStrategy(max_attempts=TRIES, exponential_wait=5)


@app.task(name="community.rosters.tasks.invite", retry=AGAIN, pass_context=True)
def invite(context: JobContext, roster_id: int) -> None:
    from community.rosters import inviting, keeping

    try:
        inviting.invite(roster_id)
    except Exception:
        if context.job and context.job.attempts >= TRIES:  # no other try follows
            keeping.fail(roster_id)
        raise


@app.periodic(cron="23 * * * *")
@app.task(name="community.rosters.tasks.drop_old", queueing_lock="rosters.drop_old")
def drop_old(timestamp: int) -> None:
    from community.rosters import keeping

    keeping.drop_old()
    keeping.fail_stuck()

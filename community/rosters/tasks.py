from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

AGAIN = RetryStrategy(max_attempts=4, exponential_wait=5)


@app.task(name="community.rosters.tasks.invite", retry=AGAIN)
def invite(roster_id: int) -> None:
    from community.rosters import inviting

    inviting.invite(roster_id)


@app.periodic(cron="23 * * * *")
@app.task(name="community.rosters.tasks.drop_old", queueing_lock="rosters.drop_old")
def drop_old(timestamp: int) -> None:
    from community.rosters import keeping

    keeping.drop_old()

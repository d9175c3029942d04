"""What the worker does for invitations."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from community.teams import inviting, sending

# After 1, 3, 5, 7 minutes: a provider that is down for a while loses nothing.
AGAIN = RetryStrategy(max_attempts=5, wait=60, linear_wait=120)


@app.task(name=sending.SEND, retry=AGAIN)
def send_invitation(invitation_id: int, sealed: str) -> None:
    sending.send(invitation_id, sealed)


@app.periodic(cron="10 1 * * *")
@app.task(name="community.teams.tasks.expire_old", queueing_lock="teams.expire_old")
def expire_old(timestamp: int) -> None:
    inviting.expire_old()

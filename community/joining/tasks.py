from __future__ import annotations

from procrastinate.contrib.django import app

from community.joining.forgetting import forget_abandoned
from community.joining.new_terms import tell_owners_of_terms


@app.periodic(cron="40 3 * * *")
@app.task(
    name="community.joining.tasks.forget_abandoned",
    queueing_lock="forget_abandoned",
    pass_context=False,
)
def forget(timestamp: int) -> None:
    forget_abandoned()


@app.task(name="community.joining.tasks.tell_of_terms")
def tell_of_terms(requirement_id: int) -> None:
    tell_owners_of_terms(requirement_id)

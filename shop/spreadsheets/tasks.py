from __future__ import annotations

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

TRIES = 3
AGAIN = RetryStrategy(max_attempts=TRIES, exponential_wait=4)


def is_last(context: JobContext) -> bool:
    """Return whether no other try follows this one."""
    return bool(context.job and context.job.attempts >= TRIES)


@app.task(name="shop.spreadsheets.tasks.read", retry=AGAIN, pass_context=True)
def read(context: JobContext, import_id: int) -> None:
    from shop.spreadsheets import keeping, reading
    from shop.spreadsheets.models import Import

    waiting = Import.objects.filter(pk=import_id, state=Import.State.READING)
    brought = waiting.select_related("seller", "file").first()
    if brought is None:
        return
    try:
        reading.read(brought)
    except Exception:
        if is_last(context):
            keeping.give_up_reading(import_id)
        raise


@app.task(name="shop.spreadsheets.tasks.save", retry=AGAIN, pass_context=True)
def save(context: JobContext, import_id: int) -> None:
    from shop.spreadsheets import saving

    try:
        saving.save(import_id)
    except Exception:
        if is_last(context):
            saving.give_up(import_id)
        raise


@app.task(name="shop.spreadsheets.tasks.take_in_photos", retry=AGAIN, pass_context=True)
def take_in_photos(context: JobContext, bundle_id: int) -> None:
    from shop.spreadsheets import photo_taking

    try:
        photo_taking.take_in(bundle_id)
    except Exception:
        if is_last(context):
            photo_taking.give_up(bundle_id)
        raise


@app.periodic(cron="37 * * * *")
@app.task(name="shop.spreadsheets.tasks.drop_old", queueing_lock="spreadsheets.drop_old")
def drop_old(timestamp: int) -> None:
    from shop.spreadsheets import keeping, photo_taking, saving

    keeping.drop_old()
    keeping.fail_unread()
    photo_taking.sweep()
    saving.fail_stuck()

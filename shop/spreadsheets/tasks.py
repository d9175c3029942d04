from __future__ import annotations

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

TRIES = 3
AGAIN = RetryStrategy(max_attempts=TRIES, exponential_wait=4)


@app.task(name="shop.spreadsheets.tasks.read", retry=AGAIN)
def read(import_id: int) -> None:
    from shop.spreadsheets import reading
    from shop.spreadsheets.models import Import

    waiting = Import.objects.filter(pk=import_id, state=Import.State.READING)
    brought = waiting.select_related("seller", "file").first()
    if brought:
        reading.read(brought)


@app.task(name="shop.spreadsheets.tasks.save", retry=AGAIN, pass_context=True)
def save(context: JobContext, import_id: int) -> None:
    from shop.spreadsheets import saving

    try:
        saving.save(import_id)
    except Exception:
        if context.job and context.job.attempts >= TRIES:  # no other try follows
            saving.give_up(import_id)
        raise


@app.task(name="shop.spreadsheets.tasks.take_in_photos", retry=AGAIN)
def take_in_photos(bundle_id: int) -> None:
    from shop.spreadsheets import photo_bundles

    photo_bundles.take_in(bundle_id)


@app.periodic(cron="37 * * * *")
@app.task(name="shop.spreadsheets.tasks.drop_old", queueing_lock="spreadsheets.drop_old")
def drop_old(timestamp: int) -> None:
    from shop.spreadsheets import keeping, saving

    keeping.drop_old()
    saving.fail_stuck()

"""How far a save is, told while its transaction still hides all that it wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

from shop.spreadsheets.models import Import, ImportFile

TELL = "UPDATE spreadsheets_importfile SET rows_saved = %s WHERE import_of_id = %s"


@contextmanager
def counted_outside(import_id: int) -> Iterator[Callable[[int], None]]:
    """Give a function that hears how many rows are saved; it has a connection of its own."""
    outside = connections.create_connection("default")

    def tell(done: int) -> None:
        try:
            with outside.cursor() as cursor:
                cursor.execute(TELL, [done, import_id])
        except DatabaseError:
            return  # the bar stands still; the save goes on

    try:
        yield tell
    finally:
        outside.close()


def done_of(brought: Import) -> int:
    """Return how many of its rows are read or saved by now."""
    if brought.state != Import.State.SAVING:
        return brought.done
    saved = ImportFile.objects.filter(pk=brought.pk).values_list("rows_saved", flat=True)
    return min(saved.first() or 0, brought.total)

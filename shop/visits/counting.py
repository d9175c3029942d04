"""Count who looks at a product page without making anybody wait for it.

A view is kept in the process's memory and written with all others of the last half minute in
one statement, by a thread of its own. A process that is killed loses that half minute.
"""

from __future__ import annotations

import atexit
import logging
import threading
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

log = logging.getLogger("talat.visits")
# Of one half minute; a flood beyond it is not counted, and takes no memory.
MOST = 50_000

# Sorted, so that two processes never wait for each other's rows. Who works for the seller, or
# for the market, is no buyer.
WRITE = """
INSERT INTO visits_visits (listing_id, day, views)
SELECT listing.id, seen.day, count(*)
FROM unnest(%s::bigint[], %s::bigint[], %s::date[]) AS seen (product_id, user_id, day)
JOIN listings_listing listing ON listing.product_id = seen.product_id
WHERE NOT EXISTS (
    SELECT FROM sellers_sellermember member
    WHERE member.user_id = seen.user_id AND member.seller_id = listing.seller_id
) AND NOT EXISTS (
    SELECT FROM people_user person WHERE person.id = seen.user_id AND person.is_staff
)
GROUP BY 1, 2 ORDER BY 1, 2
ON CONFLICT (listing_id, day) DO UPDATE SET views = visits_visits.views + EXCLUDED.views
"""


class View(NamedTuple):
    """One visitor at one listing: looking twice in the same half minute is looking once."""

    product_id: int
    user_id: int | None
    day: date
    visitor: int  # of address and browser, gone with the half minute


class _Held:
    """What this process remembers, and the timer that will write it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: set[View] = set()
        self.timer: threading.Timer | None = None


_held = _Held()


def saw(view: View) -> None:
    """Remember a view, and have all that are remembered written half a minute later."""
    with _held.lock:
        if len(_held.seen) < MOST:
            _held.seen.add(view)
        if _held.timer is None and settings.VISITS_SECONDS:
            _held.timer = threading.Timer(settings.VISITS_SECONDS, _write_alone)
            _held.timer.daemon = True
            _held.timer.start()


def write() -> None:
    """Write what is remembered, in the caller's connection."""
    views = _taken()
    if not views:
        return
    columns = [[view[column] for view in views] for column in range(3)]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, columns)


def forget() -> None:
    _taken()


def _taken() -> list[View]:
    with _held.lock:
        views = list(_held.seen)
        _held.seen.clear()
        _held.timer = None
    return views


def _write_alone() -> None:
    """Write in the thread's own connection; what cannot be written is not worth a fault."""
    try:
        write()
    except (DatabaseError, InterfaceError) as error:
        log.warning("half a minute of views is lost: %s", error)
    finally:
        connection.close()


@atexit.register
def _write_last() -> None:
    if settings.configured and _held.timer is not None:
        _write_alone()

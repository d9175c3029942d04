"""Tell a person something once, by the channel the person chose."""

from __future__ import annotations

from community.channels.models import Notice
from community.channels.ways import ways_for
from community.people.models import User
from shop.jobs import enqueue

SEND = "community.channels.tasks.send_notice"


def tell(user: User, kind: str, key: str, **facts: str | int) -> None:
    """Write the notice and its job in the caller's transaction; the worker sends it once.

    `kind` names the template notices/<kind>.txt: its first line is the subject, the whole is
    what an SMS, a LINE message and the mail say. It sees the facts, `user`, `site_name` and
    `site_url`. `key` says what happened, to what, for whom (120 letters at most): a second call
    with it does nothing. A fact named `path`, from reverse(), is seen as `link`, an address on
    our site. Who can be reached in no way at all is not told.
    """
    ways = ways_for(user)
    if not ways:
        return
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "user": user,
            "kind": kind,
            "channel": ways[0],
            "language": user.language,
            "facts": facts,
        },
    )
    if is_new:
        enqueue(SEND, notice_id=notice.pk)

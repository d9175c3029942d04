"""Send a notice: by its channel, and by the next one where that fails."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from community.channels.delivering import deliver, left_behind
from community.channels.errors import ChannelError
from community.channels.line import push
from community.channels.mail import mail_for
from community.channels.models import Channel, Notice
from community.channels.sms import send_text
from community.channels.telling import SEND
from community.channels.ways import line_uid, ways_for
from community.channels.wording import letter_of, text_of
from shop.jobs import enqueue

log = logging.getLogger("talat.channels")
FAILURES = (ChannelError, SMTPException, OSError)


def send(notice_id: int) -> bool:
    """Send the notice if it waits, and return whether this call sent it."""
    notices = Notice.objects.select_related("user").filter(pk=notice_id)
    return deliver(notices, send_somehow)


def send_somehow(notice: Notice) -> None:
    """Try every way in which the person can be reached now. Raises what the last one raised."""
    last: Exception = ChannelError("no way to reach this person")
    for channel in ways_for(notice.user):
        try:
            SENDERS[channel](notice)
        except FAILURES as error:
            log.warning("notice %s by %s: %s", notice.pk, channel, error)
            last = error
        else:
            Notice.objects.filter(pk=notice.pk).update(channel=channel)
            return
    raise last


def send_sms(notice: Notice) -> None:
    send_text(notice.user.phone or "", text_of(notice))


def send_mail(notice: Notice) -> None:
    to = notice.user.email or ""
    mail_for(letter_of(notice), to=to, language=notice.language, key=notice.key).send()


def send_line(notice: Notice) -> None:
    push(line_uid(notice.user), text_of(notice), key=notice.key)


SENDERS = {Channel.SMS: send_sms, Channel.EMAIL: send_mail, Channel.LINE: send_line}


def pick_up() -> int:
    """Queue again what no job will send any more, and return how many that are."""
    left = left_behind(Notice.objects.all())
    for notice_id in left:
        enqueue(SEND, once=f"notice.{notice_id}", notice_id=notice_id)
    return len(left)

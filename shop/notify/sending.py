"""Send a message: claimed by one worker, kept until it is gone, found again when lost."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.jobs import enqueue
from shop.notify.models import Message
from shop.notify.rendering import Letter, letter_for

MOST_TRIES = 12
ERROR_LENGTH = 500
SEND = "shop.notify.tasks.send_message"
# Longer than any send may take (EMAIL_TIMEOUT), so nobody takes a message out of busy hands.
LOST_AFTER = timedelta(minutes=10)
# Longer than the longest wait between two tries of one job.
FORGOTTEN_AFTER = timedelta(hours=2)


def send(message_id: int) -> bool:
    """Send the message if it waits, and return whether this call sent it.

    The claim is a conditional UPDATE, so two workers send once. What the mail server raises
    is kept on the message and raised again: the job is what tries later.
    """
    if not claim(message_id):
        return False
    message = Message.objects.get(pk=message_id)
    try:
        mail_for(message, letter_for(message)).send()
    except Exception as error:
        release(message, error)
        raise
    finish(message)
    return True


def claim(message_id: int) -> bool:
    state = Message.State
    waiting = Message.objects.filter(pk=message_id, state__in=[state.WAITING, state.FAILED])
    claimed = waiting.update(
        state=state.SENDING, tries=F("tries") + 1, claimed_at=timezone.now(), error=""
    )
    return claimed == 1


def release(message: Message, error: Exception) -> None:
    text = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=Message.State.FAILED, error=text
    )


def finish(message: Message) -> None:
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=Message.State.SENT, sent_at=timezone.now()
    )


def mail_for(message: Message, letter: Letter) -> EmailMultiAlternatives:
    # The same every time: a letter sent again after a crash is one letter to the reader's mail.
    name = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[message.to],
        headers={
            "Message-ID": f"<{name}@{host}>",
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


def pick_up() -> int:
    """Queue again what no job will send any more, and return how many that are.

    A worker that dies while it sends leaves a message in its hands; whether it went out is
    not known, and a letter twice is better than none.
    """
    now = timezone.now()
    state = Message.State
    lost = Message.objects.filter(state=state.SENDING, claimed_at__lt=now - LOST_AFTER)
    lost.update(state=state.FAILED, error="The worker stopped while it sent this.")
    left = (
        Message.objects.filter(tries__lt=MOST_TRIES)
        .alias(touched_at=Coalesce("claimed_at", "created_at"))
        .filter(
            Q(state=state.WAITING, touched_at__lt=now - LOST_AFTER)
            | Q(state=state.FAILED, error__startswith="The worker stopped")
            | Q(state=state.FAILED, touched_at__lt=now - FORGOTTEN_AFTER)
        )
    )
    for message_id in left.order_by("pk").values_list("pk", flat=True):
        enqueue(SEND, once=f"message.{message_id}", message_id=message_id)
    return left.count()

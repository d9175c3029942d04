"""Send what buyers and sellers are told of orders, in the reader's language."""

from __future__ import annotations

from community.channels.delivering import MOST_TRIES as MOST_TRIES  # noqa: PLC0414
from community.channels.delivering import deliver, left_behind
from community.channels.mail import mail_for
from community.channels.models import Channel
from community.channels.sms import send_text
from shop.jobs import enqueue
from shop.notify.models import Message
from shop.notify.rendering import letter_for, sms_for

SEND = "shop.notify.tasks.send_message"


def send(message_id: int) -> bool:
    """Send the message if it waits, and return whether this call sent it."""
    return deliver(Message.objects.filter(pk=message_id), post)


def post(message: Message) -> None:
    if message.channel == Channel.SMS:
        send_text(message.to, sms_for(message))
        return
    letter = letter_for(message)
    mail_for(letter, to=message.to, language=message.language, key=message.key).send()


def pick_up() -> int:
    """Queue again what no job will send any more, and return how many that are."""
    left = left_behind(Message.objects.all())
    for message_id in left:
        enqueue(SEND, once=f"message.{message_id}", message_id=message_id)
    return len(left)

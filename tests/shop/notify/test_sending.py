from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from shop.notify import sending
from shop.notify.models import Message
from shop.notify.telling import tell_placed
from tests.cast import make_listing, make_seller
from tests.sold import make_purchase

State = Message.State
BROKEN = f"{__name__}.BrokenBackend"


class BrokenBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("no mail server")


@pytest.fixture
def message(db: None) -> Message:
    return written()


def written() -> Message:
    tell_placed(make_purchase(make_listing(make_seller()), number="AAAA-2222"))
    return Message.objects.get()


def test_it_sends_both_kinds_of_text(message: Message) -> None:
    sent = sending.send(message.pk)

    message.refresh_from_db()
    assert sent
    assert (message.state, message.tries) == (State.SENT, 1)
    assert message.sent_at is not None
    letter = mail.outbox[0]
    assert letter.to == ["somchai@example.org"]
    assert letter.alternatives[0].mimetype == "text/html"
    assert letter.extra_headers["Content-Language"] == "th"


def test_it_sends_once(message: Message) -> None:
    sending.send(message.pk)

    assert not sending.send(message.pk)
    assert len(mail.outbox) == 1


def test_it_keeps_what_the_mail_server_said(message: Message, settings: Any) -> None:
    settings.EMAIL_BACKEND = BROKEN

    with pytest.raises(ConnectionRefusedError):
        sending.send(message.pk)

    message.refresh_from_db()
    assert (message.state, message.tries) == (State.FAILED, 1)
    assert message.error == "ConnectionRefusedError: no mail server"


def test_it_sends_what_failed_before(message: Message) -> None:
    Message.objects.update(state=State.FAILED, tries=3, error="no mail server")

    sending.send(message.pk)

    message.refresh_from_db()
    assert (message.state, message.tries, message.error) == (State.SENT, 4, "")


def test_a_letter_sent_again_after_a_crash_has_the_same_name(message: Message) -> None:
    sending.send(message.pk)
    Message.objects.update(state=State.FAILED)
    sending.send(message.pk)

    names = {letter.extra_headers["Message-ID"] for letter in mail.outbox}
    assert len(mail.outbox) == 2
    assert len(names) == 1


def test_it_leaves_alone_what_another_worker_sends(message: Message) -> None:
    Message.objects.update(state=State.SENDING)

    assert not sending.send(message.pk)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_once() -> None:
    message = written()
    workers = 4
    start = Barrier(workers)

    def work(_: int) -> bool:
        start.wait()
        try:
            return sending.send(message.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        answers = list(pool.map(work, range(workers)))

    assert sorted(answers) == [False, False, False, True]
    assert len(mail.outbox) == 1


def requeued(message: Message) -> bool:
    """Pick up, and return whether the message has a job again."""
    sending.pick_up()
    locks = ProcrastinateJob.objects.filter(queueing_lock=f"message.{message.pk}")
    return locks.exists()


def test_it_picks_up_what_waits_too_long(message: Message) -> None:
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=11))

    assert requeued(message)


def test_it_picks_up_what_a_dead_worker_held(message: Message) -> None:
    held = timezone.now() - timedelta(minutes=11)
    Message.objects.update(state=State.SENDING, tries=1, claimed_at=held)

    assert requeued(message)
    message.refresh_from_db()
    assert message.state == State.FAILED
    assert sending.send(message.pk)


def test_it_leaves_what_is_being_sent_and_what_is_new(message: Message) -> None:
    assert not requeued(message)
    Message.objects.update(state=State.SENDING, tries=1, claimed_at=timezone.now())

    assert not requeued(message)
    message.refresh_from_db()
    assert message.state == State.SENDING


def test_it_leaves_what_is_sent_and_what_is_given_up(message: Message) -> None:
    long_ago = timezone.now() - timedelta(days=9)
    Message.objects.update(state=State.SENT, claimed_at=long_ago)
    assert not requeued(message)
    Message.objects.update(state=State.FAILED, tries=sending.MOST_TRIES)

    assert not requeued(message)


def test_it_does_not_queue_a_message_twice(message: Message) -> None:
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=11))

    sending.pick_up()
    sending.pick_up()

    locks = ProcrastinateJob.objects.filter(queueing_lock=f"message.{message.pk}")
    assert locks.count() == 1

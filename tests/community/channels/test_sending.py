from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from community.channels import sending
from community.channels.errors import ChannelError, SmsFailed
from community.channels.models import Notice
from community.channels.telling import tell
from community.people.models import User
from tests.cast import make_user
from tests.community.channels.wire import Wire, wire

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_notices")]
TEXT = (
    "The kettle of Dao & Co boils\nIt is 100 degrees hot.\n\nSee it: http://127.0.0.1:8000/kettle/"
)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "sms"


@pytest.fixture
def line(settings: Any) -> Iterator[Wire]:
    with wire(answer={}) as server:
        settings.LINE_API_BASE, settings.LINE_CHANNEL_TOKEN = server.address, "token"
        yield server


def told(user: User) -> Notice:
    tell(user, "kettle_boils", "kettle:1", name="Dao & Co", degrees=100, path="/kettle/")
    return Notice.objects.get()


def make_dao(**fields: Any) -> User:
    """Return Dao with a confirmed number, an e-mail address and LINE."""
    known = {"phone": "+66812345678", "phone_verified": True, "language": "en", **fields}
    dao = make_user(known.pop("email", "dao@example.org"), **known)
    SocialAccount.objects.create(user=dao, provider="line", uid="U1")
    return dao


def texts(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.iterdir()] if folder.exists() else []


def test_by_sms(folder: Path) -> None:
    notice = told(make_dao(channel="sms"))

    sent = sending.send(notice.pk)

    notice.refresh_from_db()
    assert sent
    assert texts(folder) == [f"+66812345678\n{TEXT}\n"]
    assert (notice.state, notice.channel, notice.tries) == ("sent", "sms", 1)
    assert mail.outbox == []


def test_by_email() -> None:
    sending.send(told(make_dao(channel="email")).pk)

    letter = mail.outbox[0]
    html = str(letter.alternatives[0].content)
    assert letter.to == ["dao@example.org"]
    assert letter.subject == "The kettle of Dao & Co boils"
    assert str(letter.body).startswith("The kettle of Dao & Co boils\n\nIt is 100 degrees hot.\n")
    assert "See it: http://127.0.0.1:8000/kettle/" in letter.body
    assert "The kettle of Dao &amp; Co boils" in html
    assert '<a href="http://127.0.0.1:8000/kettle/">' in html
    assert "because of an order" not in html + str(letter.body)


def test_by_line(line: Wire) -> None:
    notice = told(make_dao(channel="line"))

    sending.send(notice.pk)

    (request,) = line.requests
    assert request.path == "/v2/bot/message/push"
    assert request.json == {"to": "U1", "messages": [{"type": "text", "text": TEXT}]}
    assert request.headers["Authorization"] == "Bearer token"
    assert len(request.headers["X-Line-Retry-Key"]) == 36
    assert mail.outbox == []


def test_line_that_took_it_before_is_content(line: Wire, folder: Path) -> None:
    line.status = 409

    assert sending.send(told(make_dao(channel="line")).pk)
    assert mail.outbox == []


def test_where_line_fails_the_next_way_is_taken(line: Wire) -> None:
    line.status = 500
    notice = told(make_dao(channel="line"))

    sending.send(notice.pk)

    notice.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (notice.state, notice.channel) == ("sent", "email")


def test_where_sms_fails_the_letter_goes(settings: Any) -> None:
    settings.SMS_PROVIDER, settings.SMS_API_BASE = "thaibulksms", "http://127.0.0.1:1"

    sending.send(told(make_dao(channel="sms")).pk)

    assert [letter.to for letter in mail.outbox] == [["dao@example.org"]]


def test_where_everything_fails_the_job_tries_again(settings: Any) -> None:
    settings.SMS_PROVIDER, settings.SMS_API_BASE = "thaibulksms", "http://127.0.0.1:1"
    notice = told(make_dao(email=None))

    with pytest.raises(SmsFailed):
        sending.send(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("failed", "SmsFailed: ConnectionError")

    settings.SMS_PROVIDER = "console"
    assert sending.send(notice.pk)


def test_the_channel_is_the_one_chosen_when_it_is_sent(folder: Path) -> None:
    dao = make_dao(channel="email")
    notice = told(dao)
    User.objects.filter(pk=dao.pk).update(channel="sms")

    sending.send(notice.pk)

    assert len(texts(folder)) == 1


def test_who_closed_the_account_meanwhile_is_told_nothing(folder: Path) -> None:
    dao = make_dao()
    notice = told(dao)
    User.objects.filter(pk=dao.pk).update(is_active=False)

    with pytest.raises(ChannelError):
        sending.send(notice.pk)

    assert (texts(folder), mail.outbox) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_once(folder: Path) -> None:
    notice = told(make_dao(channel="sms"))
    start = Barrier(4)

    def work(_: int) -> bool:
        start.wait()
        try:
            return sending.send(notice.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(work, range(4)))

    assert sorted(answers) == [False, False, False, True]
    assert len(texts(folder)) == 1


def test_what_a_dead_worker_held_is_queued_again() -> None:
    notice = told(make_dao())
    held = timezone.now() - timedelta(minutes=11)
    Notice.objects.update(state="sending", tries=1, claimed_at=held)

    assert sending.pick_up() == 1

    locks = ProcrastinateJob.objects.filter(queueing_lock=f"notice.{notice.pk}")
    assert locks.count() == 1
    assert sending.pick_up() == 1
    assert locks.count() == 1

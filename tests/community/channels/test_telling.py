from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from community.channels.models import Notice
from community.channels.telling import tell
from community.people.models import User
from tests.cast import make_user

pytestmark = pytest.mark.django_db


def jobs() -> list[dict[str, int]]:
    sending = ProcrastinateJob.objects.filter(task_name="community.channels.tasks.send_notice")
    return list(sending.values_list("args", flat=True))


def tell_somchai(somchai: User, **facts: Any) -> None:
    tell(somchai, "kettle_boils", f"kettle_boils:7:{somchai.pk}", **facts)


def test_a_notice_and_its_job_are_written(somchai: User) -> None:
    tell_somchai(somchai, name="ดาว", degrees=100)

    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.channel) == (somchai, "kettle_boils", "email")
    assert (notice.language, notice.state) == ("th", "waiting")
    assert notice.facts == {"name": "ดาว", "degrees": 100}
    assert jobs() == [{"notice_id": notice.pk}]


def test_telling_twice_tells_once(somchai: User) -> None:
    tell_somchai(somchai)
    tell_somchai(somchai)

    assert Notice.objects.count() == 1
    assert len(jobs()) == 1


def test_it_is_rolled_back_with_the_act(somchai: User) -> None:
    with transaction.atomic():
        tell_somchai(somchai)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert jobs() == []


def test_a_person_with_a_phone_alone_is_told_by_sms() -> None:
    dao = make_user(None, phone="+66812345678")

    tell_somchai(dao)

    assert Notice.objects.get().channel == "sms"


def test_a_closed_account_is_told_nothing(somchai: User) -> None:
    somchai.is_active = False

    tell_somchai(somchai)

    assert not Notice.objects.exists()

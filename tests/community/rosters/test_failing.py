"""Invitations that cannot be made are said to have failed; the list can be tried again."""

from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from community.people.models import User
from community.rosters import inviting, keeping, tasks
from community.rosters.models import Roster
from community.teams.models import Invitation
from tests.cast import make_community
from tests.community.rosters.sheets import sheet, upload

State = Roster.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def roster(anan: User) -> Roster:
    row = ("ดาว", "", "dao@example.org", "", "", "สมาชิก", "")
    roster = keeping.bring(upload(sheet([row])), make_community(), anan)
    roster.refresh_from_db()
    keeping.confirm(roster, anan)
    return roster


def work(roster: Roster, attempts: int) -> None:
    """Run the task as the worker does after so many attempts; it breaks."""
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    with (
        patch("community.rosters.inviting.invite_to_community", side_effect=ZeroDivisionError),
        pytest.raises(ZeroDivisionError),
    ):
        tasks.invite.func(context, roster_id=roster.pk)
    roster.refresh_from_db()


def test_the_last_try_says_that_it_failed(roster: Roster) -> None:
    states = []

    for attempts in range(5):
        work(roster, attempts)
        states.append(roster.state)

    assert states == ["inviting"] * 4 + ["failed"]
    assert len(roster.rows) == 1


def test_staff_try_again_and_it_works(client: Client, roster: Roster, anan: User) -> None:
    work(roster, 4)
    client.cookies["talat_language"] = "en"
    client.force_login(anan)

    page = client.get(f"/office/rosters/{roster.key}/").content.decode()
    client.post(f"/office/rosters/{roster.key}/again/")
    client.post(f"/office/rosters/{roster.key}/again/")

    roster.refresh_from_db()
    assert "The invitations could not be made." in page
    assert roster.state == State.INVITING
    assert ProcrastinateJob.objects.filter(task_name=keeping.INVITE).count() == 2
    assert inviting.invite(roster.pk) == 1


def test_what_failed_is_thrown_away(client: Client, roster: Roster, anan: User) -> None:
    work(roster, 4)
    client.force_login(anan)

    client.post(f"/office/rosters/{roster.key}/drop/")

    roster.refresh_from_db()
    assert (roster.state, roster.rows) == (State.DROPPED, [])
    assert inviting.invite(roster.pk) == 0
    assert not Invitation.objects.exists()


def test_a_worker_that_was_killed_leaves_no_list_hanging(roster: Roster) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=29), tick=False):
        assert keeping.fail_stuck() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert keeping.fail_stuck() == 1

    roster.refresh_from_db()
    assert roster.state == State.FAILED

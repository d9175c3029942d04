"""A confirmed list invites everybody once, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from community.groups.models import Community, Membership
from community.people.models import User
from community.rosters import inviting, keeping
from community.rosters.errors import CannotConfirm
from community.rosters.models import Roster, RosterPerson
from community.teams.inviting import invite_to_sell
from community.teams.models import Invitation
from tests.cast import make_community, make_seller, make_staff, make_user
from tests.community.rosters.sheets import sheet, upload

State = Roster.State
pytestmark = pytest.mark.django_db
MALI = ("มาลี", "0810000009", "", "กี่แม่มาลี", "วิสาหกิจชุมชน", "ผู้ขาย", "ผ้าทอ")
DAO = ("ดาว", "", "dao@example.org", "", "", "สมาชิก", "")
NIRAN = ("นิรันดร์", "0890000001", "", "", "", "ผู้จัดการ", "")


@pytest.fixture
def anan() -> User:
    return make_staff()


@pytest.fixture
def community() -> Community:
    return make_community()


def bring(community: Community, by: User, *rows: Sequence[Any]) -> Roster:
    roster = keeping.bring(upload(sheet(rows)), community, by)
    roster.refresh_from_db()
    return roster


def test_nobody_is_invited_before_it_is_confirmed(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI, DAO)

    assert roster.state == State.READ
    assert Invitation.objects.count() == 0
    assert [row.name for row in keeping.rows_of(roster)] == ["มาลี", "ดาว"]


def test_everybody_is_invited_to_what_the_row_says(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI, DAO, NIRAN)
    keeping.confirm(roster, anan)

    assert inviting.invite(roster.pk) == 3

    made = Invitation.objects.order_by("pk").values_list("into", "role", "phone", "email", "name")
    assert list(made) == [
        ("selling", "", "+66810000009", "", "มาลี"),
        ("community", "member", "", "dao@example.org", "ดาว"),
        ("community", "manager", "+66890000001", "", "นิรันดร์"),
    ]
    first = RosterPerson.objects.order_by("row").first()
    assert first is not None
    assert (first.row, first.shop_name, first.makes) == (2, "กี่แม่มาลี", "ผ้าทอ")
    assert first.kind == "community_enterprise"
    sends = ProcrastinateJob.objects.filter(task_name="community.teams.tasks.send_invitation")
    assert sends.count() == 3
    roster.refresh_from_db()
    assert (roster.state, roster.rows) == (State.INVITED, [])


def test_it_refuses_a_list_while_one_row_fails(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI, ("ดาว", "081234567"))

    with pytest.raises(CannotConfirm):
        keeping.confirm(roster, anan)

    assert ProcrastinateJob.objects.count() == 0
    roster.refresh_from_db()
    assert roster.state == State.READ


def test_the_same_number_twice_fails_the_second_row(community: Community, anan: User) -> None:
    rows = keeping.rows_of(bring(community, anan, MALI, DAO, ("มาลีอีกคน", 810000009)))

    assert [row.problems for row in rows] == [[], [], [["twice", {"row": 2}]]]


def test_who_is_here_or_invited_already_is_shown_and_left_out(
    community: Community, anan: User
) -> None:
    member = make_user("dao@example.org", name="ดาว")
    Membership.objects.create(community=community, user=member)
    seller = make_user(None, phone="+66810000009", name="มาลี ใจดี")
    make_seller("mali", owner=seller, communities=[community])
    invite_to_sell(community, anan, phone="+66890000002")
    invite_to_sell(make_community("other"), anan, phone="+66890000003")

    roster = bring(community, anan, MALI, DAO, ("คำ", "0890000002"), ("แก้ว", "0890000003"), NIRAN)

    rows = keeping.rows_of(roster)
    assert [row.left_out for row in rows] == ["sells_here", "is_member", "is_invited", "", ""]
    assert ["has_account", {"name": "มาลี ใจดี"}] in rows[0].notes
    keeping.confirm(roster, anan)
    assert inviting.invite(roster.pk) == 2
    roster.refresh_from_db()
    assert roster.left_out == 3


def test_who_came_in_since_the_preview_is_left_out(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI, DAO)
    keeping.confirm(roster, anan)
    invite_to_sell(community, anan, phone="+66810000009")

    assert inviting.invite(roster.pk) == 1

    assert Invitation.objects.filter(phone="+66810000009").count() == 1


def test_it_cannot_be_confirmed_when_all_are_here(community: Community, anan: User) -> None:
    invite_to_sell(community, anan, phone="+66810000009")
    roster = bring(community, anan, MALI)

    with pytest.raises(CannotConfirm):
        keeping.confirm(roster, anan)


def test_a_failure_in_the_middle_invites_nobody(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI, DAO)
    keeping.confirm(roster, anan)

    with (
        patch("community.rosters.inviting.invite_to_community", side_effect=ZeroDivisionError),
        pytest.raises(ZeroDivisionError),
    ):
        inviting.invite(roster.pk)

    assert Invitation.objects.count() == 0
    assert inviting.invite(roster.pk) == 2


def test_a_job_that_runs_twice_invites_once(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI)
    keeping.confirm(roster, anan)

    assert [inviting.invite(roster.pk), inviting.invite(roster.pk)] == [1, 0]


def test_rows_are_forgotten_when_nobody_confirms_them(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI)

    with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1), tick=False):
        with pytest.raises(CannotConfirm):
            keeping.confirm(roster, anan)
        assert keeping.drop_old() == 1

    roster.refresh_from_db()
    assert (roster.state, roster.rows) == (State.DROPPED, [])


def test_a_list_that_was_confirmed_cannot_be_thrown_away(community: Community, anan: User) -> None:
    roster = bring(community, anan, MALI)
    keeping.confirm(roster, anan)

    with pytest.raises(CannotConfirm):
        keeping.drop(roster, anan)


def test_looking_for_known_people_asks_no_more_for_more_rows(
    community: Community, anan: User
) -> None:
    rows = [(f"คนที่ {number}", f"081000{number:04d}") for number in range(50)]
    with CaptureQueriesContext(connection) as few:
        bring(community, anan, *rows[:2])

    with CaptureQueriesContext(connection) as many:
        bring(community, anan, *rows)

    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_four_presses_at_once_confirm_once_and_four_workers_invite_once() -> None:
    anan = make_staff()
    roster = bring(make_community(), anan, MALI, DAO)
    start = Barrier(4)

    def press(_: int) -> bool:
        start.wait()
        return _confirms(roster.pk, anan)

    def work(_: int) -> int:
        start.wait()
        try:
            return inviting.invite(roster.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as people:
        assert sorted(people.map(press, range(4))) == [False, False, False, True]
        assert sorted(people.map(work, range(4))) == [0, 0, 0, 2]

    assert Invitation.objects.count() == 2
    assert ProcrastinateJob.objects.filter(task_name=keeping.INVITE).count() == 1


def _confirms(pk: int, by: User) -> bool:
    try:
        keeping.confirm(Roster.objects.get(pk=pk), by)
    except CannotConfirm:
        return False
    finally:
        connections.close_all()
    return True

"""Staff bring a list, see every row, confirm, and see who has accepted."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.groups.models import Community
from community.people.models import User
from community.rosters import inviting, keeping
from community.rosters.models import Roster
from community.teams.models import Invitation
from tests.cast import make_community, make_staff
from tests.community.rosters.sheets import sheet, upload

pytestmark = pytest.mark.django_db
LISTS = "/office/rosters/"
RIGHT = ("มาลี", "0810000009", "", "กี่แม่มาลี", "", "", "ผ้าทอ")
WRONG = ("ดาว", "081234567")


@pytest.fixture
def anan() -> User:
    return make_staff()


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.force_login(anan)
    return client


@pytest.fixture
def community() -> Community:
    return make_community()


def send(office: Client, community: Community, *rows: Any, **options: Any) -> Any:
    data = {"community": community.pk, "file": upload(sheet(rows), "รายชื่อ.xlsx")}
    return office.post(LISTS, data, **options)


def test_every_row_is_shown_with_its_cure(office: Client, community: Community) -> None:
    page = send(office, community, RIGHT, WRONG, follow=True).content.decode()

    assert "มี 1 แถวต้องแก้" in page
    assert "เบอร์โทรมี 9 หลัก ขาดไป 1 หลัก" in page
    assert "กี่แม่มาลี" in page
    assert "ส่งคำชวน</button>" not in page
    wrong_alone = office.get(f"{LISTS}{Roster.objects.get().key}/?show=wrong").content.decode()
    assert "กี่แม่มาลี" not in wrong_alone


def test_a_right_list_is_confirmed_and_followed(office: Client, community: Community) -> None:
    page = send(office, community, RIGHT, follow=True).content.decode()
    assert "ถูกทุกแถว จะส่งคำชวนทาง SMS หรืออีเมล 1 คน" in page
    roster = Roster.objects.get()
    address = f"{LISTS}{roster.key}/"

    page = office.post(f"{address}confirm/", follow=True).content.decode()
    assert "กำลังทำคำชวน" in page
    assert office.get(f"{address}state/").json() == {"state": "inviting", "url": address}
    again = office.post(f"{address}confirm/", follow=True).content.decode()
    assert "ไม่มีใครถูกชวนซ้ำ" in again

    inviting.invite(roster.pk)
    Invitation.objects.update(state=Invitation.State.ACCEPTED)
    page = office.get(address).content.decode()
    assert "มาลี" in page
    assert 'max="1" value="1"' in page


def test_a_bad_file_is_said_beside_the_field_and_the_community_is_kept(
    office: Client, community: Community
) -> None:
    data = {"community": community.pk, "file": upload(b"<html>", "list.xls")}

    answer = office.post(LISTS, data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "นี่คือหน้าเว็บที่ตั้งชื่อเป็น Excel" in page
    assert f'<option value="{community.pk}" selected>' in page
    assert not Roster.objects.exists()


@pytest.mark.parametrize("data", [{}, {"community": "x"}, {"community": "1" * 50}])
def test_nothing_chosen_is_said(office: Client, data: dict[str, str]) -> None:
    answer = office.post(LISTS, data)

    assert answer.status_code == 422
    assert "เลือกไฟล์รายชื่อ" in answer.content.decode()


def test_the_template_is_excel_with_thai_headings_and_choices(
    office: Client, community: Community
) -> None:
    answer = office.get(f"{LISTS}template/", {"community": community.pk})

    assert answer["Content-Disposition"] == 'attachment; filename="members-mae-chaem.xlsx"'
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in page[1]][:2] == ["ชื่อ-นามสกุล", "เบอร์โทร"]
    assert page["B9"].number_format == "@"
    choices = [rule.formula1 for rule in page.data_validations.dataValidation]
    assert choices == ['"บุคคล,วิสาหกิจชุมชน,บริษัท"', '"ผู้ขาย,สมาชิก,ผู้จัดการ"']


def test_another_member_of_staff_does_not_find_the_list(
    client: Client, anan: User, community: Community
) -> None:
    roster = keeping.bring(upload(sheet([RIGHT])), community, anan)
    client.force_login(make_staff("arun@example.org"))

    for ending in ("", "state/"):
        assert client.get(f"{LISTS}{roster.key}/{ending}").status_code == 404
    for ending in ("confirm/", "drop/"):
        assert client.post(f"{LISTS}{roster.key}/{ending}").status_code == 404


def test_throwing_away_forgets_the_rows(office: Client, community: Community) -> None:
    send(office, community, RIGHT)
    roster = Roster.objects.get()

    page = office.post(f"{LISTS}{roster.key}/drop/", follow=True).content.decode()

    assert "ทิ้งรายชื่อแล้ว ไม่ได้ชวนใคร" in page
    roster.refresh_from_db()
    assert roster.rows == []
    assert "รายชื่อนี้ทิ้งไปแล้ว" in office.get(f"{LISTS}{roster.key}/").content.decode()


def test_a_long_list_is_paged(office: Client, community: Community) -> None:
    send(office, community, *[(f"คนที่ {n}", f"081000{n:04d}") for n in range(250)])
    roster = Roster.objects.get()

    second = office.get(f"{LISTS}{roster.key}/?page=2").content.decode()

    assert "คนที่ 249" in second
    assert "คนที่ 9<" not in second


def test_pages_ask_no_more_for_more_people(
    office: Client, anan: User, community: Community
) -> None:
    def asked(*rows: Any) -> tuple[int, int]:
        roster = keeping.bring(upload(sheet(rows)), community, anan)
        preview = _queries(office, roster)
        keeping.confirm(roster, anan)
        inviting.invite(roster.pk)
        return preview, _queries(office, roster)

    office.get(LISTS)  # what a process remembers is asked for before
    few = asked(RIGHT)
    many = asked(*[(f"คนที่ {n}", f"089000{n:04d}") for n in range(12)])

    assert many == few


def _queries(office: Client, roster: Roster) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert office.get(f"{LISTS}{roster.key}/").status_code == 200
    return len(asked)

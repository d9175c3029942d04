from __future__ import annotations

import pytest

from community.channels.models import Notice
from community.channels.wording import text_of
from community.joining import reviewing
from community.joining.models import Application
from community.joining.requirements import Requirement
from community.people.models import User
from community.sellers.models import SellerMember
from tests.applied import answer_to, make_application
from tests.cast import join_team, make_user

Kind = Requirement.Kind


@pytest.fixture
def application(db: None) -> Application:
    weaver = make_user("weaver@example.org", name="คำแปง", phone="+66810000009")
    return make_application(weaver, name_th="ผ้าบ้านดอน")


def test_the_applicant_reads_every_reason_and_where_to_mend_it(
    application: Application, anan: User
) -> None:
    reviewing.return_(answer_to(application, Kind.IDENTITY), anan, "รูปมืด & ไม่ชัด")
    reviewing.return_(answer_to(application, Kind.ACCOUNT), anan, "ไม่เห็นเลข")
    reviewing.ask_changes(application, anan)

    lines = text_of(Notice.objects.get(kind="application_changes")).split("\n")

    assert lines[0] == "ผ้าบ้านดอน: ขอแก้บางอย่าง"
    assert lines[1:3] == ["• บัตรประชาชน: รูปมืด & ไม่ชัด", "• บัญชีที่จะรับเงิน: ไม่เห็นเลข"]
    assert lines[3].endswith(f"/join/{application.key}/")


@pytest.mark.parametrize(
    ("act", "kind", "first"),
    [
        ("suspend", "shop_suspended", "พักการขายของ ผ้าบ้านดอน ไว้ก่อน"),
        ("close", "application_closed", "ปิด ผ้าบ้านดอน แล้ว"),
    ],
)
def test_the_reason_of_an_end_is_told(
    application: Application, anan: User, act: str, kind: str, first: str
) -> None:
    application.answers.update(state="accepted")
    reviewing.approve(application, anan)

    getattr(reviewing, act)(Application.objects.get(pk=application.pk), anan, "รอใบ อย.")

    lines = text_of(Notice.objects.get(kind=kind)).split("\n")
    assert lines[:2] == [first, "รอใบ อย."]
    approved = text_of(Notice.objects.get(kind="application_approved"))
    assert approved.startswith("ร้าน ผ้าบ้านดอน เปิดแล้ว\n")
    assert approved.endswith("/desk/")


def told(kind: str) -> list[str]:
    return sorted(one.user.email or "" for one in Notice.objects.filter(kind=kind))


def test_who_applied_hears_once_that_somebody_looks(application: Application, anan: User) -> None:
    reviewing.take(application, anan)
    reviewing.release(application, anan)
    reviewing.take(application, anan)

    lines = text_of(Notice.objects.get()).split("\n")
    assert lines[0] == "มีคนกำลังดู ผ้าบ้านดอน อยู่"
    assert lines[1].endswith(f"/join/{application.key}/")


def test_every_owner_is_told_once_of_each_move(application: Application, anan: User) -> None:
    assert application.made_seller
    join_team(application.made_seller, make_user("second@example.org"))
    join_team(application.made_seller, make_user("packs@example.org"), SellerMember.Role.PACKER)
    application.answers.update(state="accepted")
    reviewing.approve(application, anan)

    reviewing.suspend(Application.objects.get(pk=application.pk), anan, "รอใบ อย.")
    reviewing.resume(Application.objects.get(pk=application.pk), anan)
    reviewing.close(Application.objects.get(pk=application.pk), anan, "เลิกขาย")

    for kind in ("shop_suspended", "shop_resumed", "application_closed"):
        assert told(kind) == ["second@example.org", "weaver@example.org"]


def test_who_leads_a_community_now_is_told_in_words_of_its_own(anan: User) -> None:
    weaver = make_user("weaver@example.org", name="คำแปง", phone="+66810000009")
    application = make_application(
        weaver, name_th="ตลาดบ้านดอน", wants="community", kind="otop_group", account="", tax_id=""
    )
    assert application.made_community
    application.made_community.memberships.create(
        user=make_user("second@example.org"), role="manager"
    )
    application.made_community.memberships.create(user=make_user("member@example.org"))
    application.answers.update(state="accepted")
    reviewing.approve(application, anan)

    reviewing.suspend(Application.objects.get(pk=application.pk), anan, "ไม่มีคนดูแล")
    reviewing.resume(Application.objects.get(pk=application.pk), anan)

    for kind in ("community_suspended", "community_resumed"):
        assert told(kind) == ["second@example.org", "weaver@example.org"]
    first = Notice.objects.filter(kind="community_suspended")[0]
    assert text_of(first).split("\n")[:2] == ["ซ่อนหน้า ตลาดบ้านดอน ไว้ก่อน", "ไม่มีคนดูแล"]
    assert "ขาย" not in text_of(Notice.objects.filter(kind="community_resumed")[0])

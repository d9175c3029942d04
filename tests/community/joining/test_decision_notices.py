from __future__ import annotations

import pytest

from community.channels.models import Notice
from community.channels.wording import text_of
from community.joining import reviewing
from community.joining.models import Application
from community.joining.requirements import Requirement
from community.people.models import User
from tests.applied import answer_to, make_application
from tests.cast import make_user

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

    lines = text_of(Notice.objects.get()).split("\n")

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

"""The first step: who and where."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.audit.models import Act
from community.channels.models import Notice
from community.joining.models import Application
from community.people.models import User
from community.rosters.models import Roster, RosterPerson
from community.teams.inviting import invite_to_sell
from community.teams.models import Invitation
from tests.cast import make_community, make_user
from tests.helping import make_helper
from tests.joined import make_draft

NEW = "/join/new/seller/"
PLACE = "ช่างเคิ่ง|แม่แจ่ม|50"
TOLD = {
    "kind": "individual",
    "name_th": "ผ้าทอบ้านดอนคราม",
    "phone": "081-000 0009",
    "postcode": "๕๐๒๗๐",
    "place": PLACE,
}


@pytest.fixture
def browser(client: Client, kampaeng: User) -> Client:
    client.force_login(kampaeng)
    client.cookies["talat_language"] = "en"
    return client


def test_nothing_is_written_before_something_is_told(browser: Client) -> None:
    page = browser.get(NEW)

    assert page.status_code == 200
    assert "081 000 0009" in page.content.decode()
    assert not Application.objects.exists()


def test_it_begins_an_application_and_goes_on(browser: Client, kampaeng: User) -> None:
    answer = browser.post(NEW, TOLD)

    made = Application.objects.get()
    assert answer["Location"] == f"/join/{made.key}/papers/"
    assert (made.applicant, made.filled_by, made.wants) == (kampaeng, kampaeng, "seller")
    assert (made.name_th, made.phone, made.postcode) == (
        "ผ้าทอบ้านดอนคราม",
        "+66810000009",
        "50270",
    )
    assert (made.subdistrict, made.district, made.province_id) == ("ช่างเคิ่ง", "แม่แจ่ม", "50")
    assert made.name_folded == "ผาทอบานดอนคราม"
    assert made.answers.get(requirement__kind="profile").state == "given"
    assert Act.objects.get(verb="application.started").actor == kampaeng


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"phone": "12"}, "This is not a telephone number."),
        ({"phone": ""}, "Write a telephone number."),
        ({"name_th": "  "}, "Write the name that buyers shall see."),
        ({"postcode": "99999", "place": ""}, "There is no such postcode."),
        ({"postcode": "", "place": ""}, "Write the postcode: five digits."),
        ({"place": ""}, "Choose the sub-district"),
        ({"place": "somewhere"}, "Choose a sub-district of this postcode."),
    ],
)
def test_what_is_right_is_saved_beside_what_is_wrong(
    browser: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = browser.post(NEW, {**TOLD, **wrong, "line_id": "kampaeng9"})

    made = Application.objects.get()
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert made.line_id == "kampaeng9"
    assert f'action="/join/{made.key}/who/"' in page
    for name in wrong:
        assert getattr(made, name, "") == (made.phone if name == "phone" else "")
    assert wrong.get("phone", "") in page
    assert wrong.get("postcode", "") in page


def test_an_unknown_kind_begins_nothing(browser: Client) -> None:
    answer = browser.post(NEW, {**TOLD, "kind": "bank"})

    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_looking_a_postcode_up_asks_for_nothing_else(browser: Client) -> None:
    answer = browser.post(NEW, {"kind": "individual", "postcode": "50270", "look_up": "1"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{PLACE}"' in page
    assert "Write the name" not in page


def test_a_place_may_be_written_by_hand(browser: Client) -> None:
    by_hand = {"place": "", "subdistrict": "บ้านใหม่", "district": "แม่แจ่ม", "province_code": "50"}

    browser.post(NEW, {**TOLD, **by_hand})

    made = Application.objects.get()
    assert (made.subdistrict, made.district, made.province_id) == ("บ้านใหม่", "แม่แจ่ม", "50")
    assert "บ้านใหม่" in browser.get(f"/join/{made.key}/who/").content.decode()


def test_another_device_finds_what_was_told(browser: Client, kampaeng: User) -> None:
    browser.post(NEW, TOLD)
    other = Client()
    other.force_login(kampaeng)

    welcome = other.get("/join/").content.decode()
    again = other.get(NEW)

    made = Application.objects.get()
    assert f"/join/{made.key}/" in welcome
    assert again["Location"] == f"/join/{made.key}/"
    assert "ผ้าทอบ้านดอนคราม" in other.get(f"/join/{made.key}/who/").content.decode()


def test_a_second_first_press_finds_the_first(browser: Client) -> None:
    browser.post(NEW, TOLD)

    answer = browser.post(NEW, TOLD)

    made = Application.objects.get()
    assert answer["Location"] == f"/join/{made.key}/"


def test_who_was_invited_sells_under_the_community(browser: Client, kampaeng: User) -> None:
    niran = make_user("niran@example.org", name="นิรันดร์")
    market = make_community(manager=niran)
    invitation = Invitation.objects.create(
        into=Invitation.Into.SELLING,
        community=market,
        phone="+66810000009",
        digest="1" * 64,
        state=Invitation.State.ACCEPTED,
        accepted_by=kampaeng,
        invited_by=niran,
        expires_at=timezone.now(),
    )

    page = browser.get(NEW).content.decode()
    browser.post(NEW, {**TOLD, "community": ""})

    made = Application.objects.get()
    assert "Mae Chaem Market has invited you" in page
    assert (made.community, made.invitation) == (market, invitation)


def test_what_the_list_of_members_said_is_there_already(browser: Client, kampaeng: User) -> None:
    market = make_community()
    anan = make_user("anan@example.org", name="อนันต์", is_staff=True)
    invitation, _link = invite_to_sell(market, anan, phone="+66810000009")
    Invitation.objects.update(state="accepted", accepted_by=kampaeng)
    RosterPerson.objects.create(
        roster=Roster.objects.create(community=market, brought_by=anan, file_name="list.xlsx"),
        row=4,
        invitation=invitation,
        shop_name="กี่แม่กำแพง",
        kind="company",
        makes="ผ้าทอ",
    )

    page = browser.get(NEW).content.decode()
    browser.post(NEW, {**TOLD, "kind": "company"})

    made = Application.objects.get()
    assert 'value="กี่แม่กำแพง"' in page
    assert re.search(r'value="company"[^>]*checked', page)
    assert (made.name_th, made.kind, made.story_th) == ("ผ้าทอบ้านดอนคราม", "company", "ผ้าทอ")


def test_only_a_community_of_the_province_is_offered(browser: Client) -> None:
    here = make_community("here", manager=make_user(None, phone="+66810000077"))
    there = make_community("there", name_th="ตลาดเชียงราย", name_en="Rai", province="57")
    make_community("hidden", name_en="Hidden", state="suspended")

    page = browser.post(NEW, {**TOLD, "look_up": "1"}).content.decode()
    refused = browser.post(NEW, {**TOLD, "community": there.pk})
    browser.post(f"/join/{Application.objects.get().key}/who/", {**TOLD, "community": here.pk})

    assert ">Mae Chaem Market</option>" in page
    assert ">Rai</option>" not in page
    assert ">Hidden</option>" not in page
    assert refused.status_code == 422
    assert Application.objects.get().community == here


def test_another_kind_forgets_the_number(browser: Client, draft: Application) -> None:
    browser.post(f"/join/{draft.key}/who/", {**TOLD, "kind": "company"})

    now = Application.objects.get()
    assert (now.kind, now.tax_id, now.tax_id_index) == ("company", "", "")


def test_the_kind_stays_once_it_was_sent(browser: Client, draft: Application) -> None:
    Application.objects.update(state="changes_asked", first_submitted_at=timezone.now())

    browser.post(f"/join/{draft.key}/who/", {**TOLD, "kind": "company"})

    assert Application.objects.get().kind == "individual"


@pytest.mark.parametrize("step", ["who", "papers", "send"])
@pytest.mark.parametrize("state", ["submitted", "in_review", "approved", "closed"])
def test_what_is_sent_is_not_changed(
    browser: Client, draft: Application, state: str, step: str
) -> None:
    Application.objects.update(state=state)
    url = f"/join/{draft.key}/{step}/"

    answers: list[Any] = [browser.get(url), browser.post(url, {**TOLD, "name_th": "อื่น"})]

    assert [answer["Location"] for answer in answers] == [f"/join/{draft.key}/"] * 2
    assert Application.objects.get().name_th == "ผ้าทอบ้านดอนคราม"
    assert not Notice.objects.exists()


def test_a_helper_sees_it_while_it_is_written(client: Client, kampaeng: User) -> None:
    dao = make_user("dao@example.org", name="ดาว")
    make_helper(dao)
    draft = make_draft(kampaeng, filled_by=dao)
    client.force_login(dao)
    url = f"/join/{draft.key}/"

    writing = client.get(url + "who/")
    Application.objects.update(state="submitted")
    sent = client.get(url)
    Application.objects.update(state="changes_asked")
    mending = client.get(url)

    assert [writing.status_code, sent.status_code, mending.status_code] == [200, 404, 200]
    assert "คำแปง" in writing.content.decode()

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from community.people.models import User
from tests.cast import PASSWORD, make_user
from tests.community.people.texts import Texts

CHECK = "/account/code/check/"
OWN = "/account/phone/"
SET = "/account/password/set/"
PHONE = "+66812345678"
NEW = "ฝนตกที่ลำปางเมื่อวาน"


@pytest.fixture
def as_somchai(client: Client, somchai: User) -> Client:
    client.force_login(somchai)
    return client


@pytest.fixture
def dao_by_phone(db: None) -> User:
    dao = make_user(None, name="ดาว", phone=PHONE, phone_verified=True)
    dao.set_unusable_password()
    dao.save()
    return dao


def answer(client: Client, texts: Texts) -> Any:
    return client.post(CHECK, {"code": texts.last_code})


def test_the_number_changes_with_the_password_and_a_code(
    as_somchai: Client, somchai: User, texts: Texts
) -> None:
    wrong = as_somchai.post(OWN, {"phone": "๐๘๑ ๒๓๔ ๕๖๗๘", "password": "wrong"})
    asked = as_somchai.post(OWN, {"phone": "๐๘๑ ๒๓๔ ๕๖๗๘", "password": PASSWORD})
    somchai.refresh_from_db()
    before = somchai.phone
    done = answer(as_somchai, texts)

    somchai.refresh_from_db()
    assert list(wrong.context["form"].errors) == ["password"]
    assert asked["Location"] == CHECK
    assert before is None
    assert done["Location"] == "/account/profile/"
    assert (somchai.phone, somchai.phone_verified) == (PHONE, True)


def test_somebody_elses_code_gives_no_number(
    as_somchai: Client, somchai: User, texts: Texts
) -> None:
    as_somchai.post(OWN, {"phone": "0812345678", "password": PASSWORD})
    make_user(None, phone=PHONE, phone_verified=True)

    page = as_somchai.post(CHECK, {"code": texts.last_code}, follow=True).content.decode()

    somchai.refresh_from_db()
    assert somchai.phone is None
    assert "เบอร์นี้มีบัญชีของตัวเองอยู่แล้ว" in page


def test_a_number_may_go_where_an_email_is_left(
    as_somchai: Client, somchai: User, texts: Texts
) -> None:
    User.objects.update(phone=PHONE, phone_verified=True)

    as_somchai.post(OWN, {"phone": "", "password": PASSWORD})

    somchai.refresh_from_db()
    assert (somchai.phone, somchai.phone_verified) == (None, False)
    assert texts.all == []


@pytest.mark.parametrize("page", [OWN, SET, "/account/email/"])
def test_who_has_no_password_proves_it_by_a_code(
    client: Client, dao_by_phone: User, texts: Texts, page: str
) -> None:
    client.force_login(dao_by_phone)

    asked = client.get(page)
    sent = client.post("/account/proof/", {"next": page})
    done = answer(client, texts)

    assert asked["Location"] == f"/account/proof/?next={page.replace('/', '%2F')}"
    assert sent["Location"] == CHECK
    assert done["Location"] == page
    assert client.get(page).status_code == 200


def test_who_came_in_by_a_code_chooses_a_password_at_once(
    client: Client, dao_by_phone: User, texts: Texts
) -> None:
    client.post("/account/code/", {"phone": "0812345678", "next": SET})
    came_in = answer(client, texts)
    easy = client.post(SET, {"password1": "0812345678"})
    done = client.post(SET, {"password1": NEW})

    dao_by_phone.refresh_from_db()
    assert came_in["Location"] == SET
    assert list(easy.context["form"].errors) == ["password1"]
    assert done["Location"] == "/account/profile/"
    assert dao_by_phone.check_password(NEW)
    assert client.get("/account/").status_code == 200


def test_a_forgotten_password_is_replaced_after_a_code(
    as_somchai: Client, somchai: User, texts: Texts
) -> None:
    User.objects.update(phone=PHONE, phone_verified=True)

    without = as_somchai.post(SET, {"password1": NEW})
    as_somchai.post("/account/proof/", {"next": SET})
    answer(as_somchai, texts)
    as_somchai.post(SET, {"password1": NEW})

    somchai.refresh_from_db()
    assert without["Location"].startswith("/account/proof/")
    assert somchai.check_password(NEW)


def test_without_a_number_a_password_needs_the_old_one(as_somchai: Client) -> None:
    assert as_somchai.get(SET)["Location"] == "/account/password/change/"


def test_how_to_be_told_is_chosen_among_what_reaches(
    as_somchai: Client, somchai: User, texts: Texts
) -> None:
    fields = {"name": "สมชาย", "language": "th"}
    alone = as_somchai.get("/account/profile/").context["form"]
    User.objects.update(phone=PHONE, phone_verified=True)
    both = as_somchai.get("/account/profile/").context["form"]

    refused = as_somchai.post("/account/profile/", {**fields, "channel": "line"})
    as_somchai.post("/account/profile/", {**fields, "channel": "sms"})

    somchai.refresh_from_db()
    assert "channel" not in alone.fields
    assert [value for value, _ in both.fields["channel"].choices] == ["sms", "email"]
    assert "channel" in refused.context["form"].errors
    assert somchai.channel == "sms"

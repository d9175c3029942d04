from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.channels.models import OneTimeCode
from community.people.models import User
from tests.cast import PASSWORD, make_staff, make_user
from tests.community.people.texts import Texts, is_logged_in, other_than

ASK = "/account/code/"
CHECK = "/account/code/check/"
NAME = "/account/code/name/"
SIGNUP = "/account/signup/"
PHONE = "+66812345678"


@pytest.fixture
def dao_by_phone(db: None) -> User:
    dao = make_user(None, name="ดาว", phone=PHONE, phone_verified=True)
    dao.set_unusable_password()
    dao.save()
    return dao


def ask(client: Client, phone: str = "081 234 5678", **fields: str) -> Any:
    return client.post(ASK, {"phone": phone, **fields})


def answer(client: Client, code: str) -> Any:
    return client.post(CHECK, {"code": code})


def earlier(**ago: int) -> None:
    OneTimeCode.objects.update(created_at=timezone.now() - timedelta(**ago))


@pytest.mark.parametrize("typed", ["0812345678", "๐๘๑-๒๓๔ ๕๖๗๘", "+66 81 234 5678", "66812345678"])
def test_dao_goes_in_with_a_code(
    client: Client, texts: Texts, dao_by_phone: User, typed: str
) -> None:
    asked = ask(client, typed, next="/checkout/")
    done = answer(client, texts.last_code)

    assert asked["Location"] == CHECK
    assert done["Location"] == "/checkout/"
    assert client.session["_auth_user_id"] == str(dao_by_phone.pk)
    assert "code" not in client.session


def test_who_is_new_gives_name_and_number_and_has_an_account(client: Client, texts: Texts) -> None:
    client.post(SIGNUP, {"name": "ดาว", "phone": "0812345678", "next": "/join/"})
    before = User.objects.count()
    done = answer(client, texts.last_code)

    dao = User.objects.get()
    assert before == 0
    assert done["Location"] == "/join/"
    assert (dao.name, dao.phone, dao.phone_verified, dao.email) == ("ดาว", PHONE, True, None)
    assert not dao.has_usable_password()
    assert is_logged_in(client)


def test_who_logs_in_without_an_account_is_asked_for_the_name(client: Client, texts: Texts) -> None:
    ask(client)
    asked = answer(client, texts.last_code)
    nameless = client.post(NAME, {"name": " "})
    done = client.post(NAME, {"name": "ดาว"})

    assert asked["Location"] == NAME
    assert nameless.status_code == 200
    assert done["Location"] == "/account/"
    assert User.objects.get().name == "ดาว"


def test_who_signs_up_twice_goes_in_to_the_account_there_is(
    client: Client, texts: Texts, dao_by_phone: User
) -> None:
    client.post(SIGNUP, {"name": "คนอื่น", "phone": "0812345678"})
    answer(client, texts.last_code)

    dao_by_phone.refresh_from_db()
    assert client.session["_auth_user_id"] == str(dao_by_phone.pk)
    assert dao_by_phone.name == "ดาว"


def test_no_name_page_without_a_right_code(client: Client, texts: Texts) -> None:
    ask(client)

    assert client.get(NAME)["Location"] == ASK
    assert client.post(NAME, {"name": "กฤต"})["Location"] == ASK
    assert not User.objects.exists()


def test_nobody_learns_who_has_an_account(texts: Texts, dao_by_phone: User) -> None:
    answers = []
    for number in ("0812345678", "0899999999"):
        client = Client()
        asked = ask(client, number)
        page = client.get(CHECK).content.decode()
        main = page.split("<main")[1].split("</main>", maxsplit=1)[0]
        shown = main.replace("081 234 5678", "#").replace("089 999 9999", "#")
        answers.append((asked.status_code, asked["Location"], shown.partition("csrf")[0]))

    assert answers[0] == answers[1]
    assert len(texts.all) == 2


def test_a_wrong_code_says_how_many_tries_are_left(
    client: Client, texts: Texts, dao_by_phone: User
) -> None:
    ask(client)
    wrong = other_than(texts.last_code)

    said = [answer(client, wrong).context["form"].errors["code"][0] for _ in range(5)]

    assert said[0] == "รหัสไม่ถูก ลองได้อีก 4 ครั้ง"
    assert said[4] == "รหัสนี้ใช้ไม่ได้แล้ว กดส่งรหัสใหม่"
    assert not is_logged_in(client)
    answer(client, texts.last_code)
    assert not is_logged_in(client)


def test_what_was_typed_is_kept(client: Client, texts: Texts) -> None:
    ask(client)
    wrong = other_than(texts.last_code)

    assert f'value="{wrong}"' in answer(client, wrong).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+1 415 555 2671", "เราส่งรหัสได้เฉพาะเบอร์ไทย ถ้าใช้เบอร์ต่างประเทศ ให้ใช้อีเมลแทน"),
        ("053 123 456", "นี่ไม่ใช่เบอร์มือถือ เบอร์มือถือไทยขึ้นต้นด้วย 06 08 หรือ 09"),
        ("12", "นี่ไม่ใช่เบอร์โทรศัพท์ เขียนแบบนี้ 081 234 5678"),
        ("0" * 10_000, "นี่ไม่ใช่เบอร์โทรศัพท์ เขียนแบบนี้ 081 234 5678"),
        ("สวัสดี", "นี่ไม่ใช่เบอร์โทรศัพท์ เขียนแบบนี้ 081 234 5678"),
    ],
)
def test_a_number_that_no_code_reaches_gets_one_sentence(
    client: Client, texts: Texts, typed: str, said: str
) -> None:
    response = ask(client, typed)

    assert response.context["form"].errors == {"phone": [said]}
    assert texts.all == []


def test_asking_again_at_once_goes_on_with_the_code_on_its_way(
    client: Client, texts: Texts, dao_by_phone: User
) -> None:
    ask(client)
    again = ask(client)

    assert again["Location"] == CHECK
    assert len(texts.all) == 1
    answer(client, texts.last_code)
    assert is_logged_in(client)


def test_a_stranger_asking_for_the_same_number_waits(
    client: Client, texts: Texts, dao_by_phone: User
) -> None:
    ask(client)

    form = ask(Client()).context["form"]

    assert form.errors["phone"][0].startswith("เพิ่งส่งรหัสไปเมื่อครู่ รออีก ")
    answer(client, texts.last_code)
    assert is_logged_in(client)


def test_a_new_code_takes_the_place_of_the_old_one(
    client: Client, texts: Texts, dao_by_phone: User
) -> None:
    ask(client)
    old = texts.last_code
    early = client.post(CHECK, {"again": "1"}, follow=True).content.decode()
    earlier(minutes=2)
    client.post(CHECK, {"again": "1"})

    assert "เพิ่งส่งรหัสไปเมื่อครู่" in early
    assert len(texts.all) == 2
    if old != texts.last_code:
        answer(client, old)
        assert not is_logged_in(client)
    answer(client, texts.last_code)
    assert is_logged_in(client)


def test_a_code_opens_in_the_browser_that_asked_for_it(
    client: Client, texts: Texts, dao_by_phone: User
) -> None:
    thief = Client()
    ask(thief)
    earlier(minutes=2)
    ask(client)

    answer(thief, texts.last_code)

    assert not is_logged_in(thief)
    answer(client, texts.last_code)
    assert is_logged_in(client)


def test_a_text_that_cannot_be_sent_is_said(client: Client, texts: Texts, settings: Any) -> None:
    settings.SMS_PROVIDER, settings.SMS_API_BASE = "thaibulksms", "http://127.0.0.1:1"

    form = ask(client).context["form"]

    assert form.errors == {"phone": ["ส่ง SMS ไม่สำเร็จ รอสักครู่แล้วลองใหม่"]}
    assert client.get(CHECK)["Location"] == ASK


def test_staff_need_their_password(client: Client, texts: Texts) -> None:
    User.objects.filter(pk=make_staff().pk).update(phone=PHONE, phone_verified=True)

    ask(client)
    response = answer(client, texts.last_code)

    assert response["Location"] == "/account/login/"
    assert not is_logged_in(client)


def test_a_closed_account_stays_outside(client: Client, texts: Texts, dao_by_phone: User) -> None:
    User.objects.update(is_active=False)

    ask(client)

    assert answer(client, texts.last_code)["Location"] == "/account/inactive/"
    assert not is_logged_in(client)


def test_a_number_that_krit_typed_into_his_account_is_still_daos(
    client: Client, texts: Texts, krit: User
) -> None:
    User.objects.filter(pk=krit.pk).update(phone=PHONE)

    client.post(SIGNUP, {"name": "ดาว", "phone": "0812345678"})
    asked = answer(client, texts.last_code)
    page = client.get(NAME).content.decode()
    client.post(NAME, {"name": "ดาว"})

    krit.refresh_from_db()
    dao = User.objects.get(phone=PHONE)
    assert asked["Location"] == NAME
    assert "ยังไม่ได้ยืนยัน" in page
    assert krit.email not in page
    assert dao.pk != krit.pk
    assert krit.phone is None
    assert client.session["_auth_user_id"] == str(dao.pk)


def test_an_account_of_an_unproved_number_alone_goes_to_who_proves_it(
    client: Client, texts: Texts
) -> None:
    squatted = make_user(None, phone=PHONE)
    squatter = Client()
    squatter.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    assert is_logged_in(squatter)

    ask(client)
    answer(client, texts.last_code)

    squatted.refresh_from_db()
    assert client.session["_auth_user_id"] == str(squatted.pk)
    assert squatted.phone_verified
    assert not squatted.has_usable_password()
    assert squatter.get("/account/").status_code == 302


def test_the_folder_is_named_in_development_alone(
    client: Client, texts: Texts, settings: Any
) -> None:
    ask(client)
    here = client.get(CHECK).content.decode()
    settings.DEVELOPMENT = False
    there = client.get(CHECK).content.decode()

    assert str(texts.folder) in here
    assert str(texts.folder) not in there


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_next_never_leaves_the_market(
    client: Client, texts: Texts, dao_by_phone: User, evil: str
) -> None:
    ask(client, next=evil)

    assert answer(client, texts.last_code)["Location"] == "/account/"


def test_the_telephone_offers_the_code_by_itself(client: Client, texts: Texts) -> None:
    ask(client)

    page = client.get(CHECK).content.decode()

    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page

"""LINE's own servers are a small one of ours: what we send there is what LINE would get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.line.views import LineOAuth2Adapter
from django.test import Client

from community.people.models import User
from tests.cast import PASSWORD, make_staff, make_user
from tests.community.channels.wire import Wire, wire
from tests.community.people.texts import Texts, is_logged_in

PHONE = "+66812345678"
CALLBACK = "/account/line/login/callback/"
CONNECTIONS = "/account/line/"


@pytest.fixture
def line(settings: Any, texts: Texts, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    settings.LINE_LOGIN = True
    app = {"client_id": "1234", "secret": "s3cret"}
    settings.SOCIALACCOUNT_PROVIDERS = {"line": {"SCOPE": ["profile", "openid"], "APP": app}}
    profile = {"userId": "U1", "displayName": "ดาว", "pictureUrl": "https://x.example/p.jpg"}
    answers = {"/token": {"access_token": "t", "expires_in": 60}, "/profile": profile}
    with wire(answers=answers) as server:
        monkeypatch.setattr(LineOAuth2Adapter, "access_token_url", f"{server.address}/token")
        monkeypatch.setattr(LineOAuth2Adapter, "profile_url", f"{server.address}/profile")
        yield server


def come_back(client: Client, **fields: str) -> Any:
    """Press the button, and come back from LINE with its yes."""
    gone = client.post("/account/line/login/", fields)
    asked = parse_qs(urlsplit(gone["Location"]).query)
    return client.get(CALLBACK, {"code": "c", "state": asked["state"][0]})


def test_the_button_leads_to_line_with_what_it_wants(client: Client, line: Wire) -> None:
    gone = client.post("/account/line/login/")

    place = urlsplit(gone["Location"])
    asked = parse_qs(place.query)
    assert (place.netloc, place.path) == ("access.line.me", "/oauth2/v2.1/authorize")
    assert asked["client_id"] == ["1234"]
    assert sorted(asked["scope"][0].split()) == ["openid", "profile"]
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]


def test_who_comes_first_gives_a_number_and_has_an_account(
    client: Client, line: Wire, texts: Texts
) -> None:
    back = come_back(client, next="/join/")
    page = client.get(back["Location"]).content.decode()
    client.post("/account/code/", {"phone": "0812345678"})
    before = User.objects.count()
    client.post("/account/code/check/", {"code": texts.last_code})

    dao = User.objects.get()
    account = SocialAccount.objects.get()
    assert back["Location"].startswith("/account/code/")
    assert "ไลน์บอกว่าคุณคือ ดาว" in page
    assert before == 0
    assert (dao.name, dao.phone, dao.phone_verified) == ("ดาว", PHONE, True)
    assert (account.user, account.uid) == (dao, "U1")
    assert account.extra_data == {"displayName": "ดาว"}
    assert is_logged_in(client)


def test_the_second_time_line_is_enough(client: Client, line: Wire) -> None:
    dao = make_user(None, phone=PHONE, phone_verified=True)
    SocialAccount.objects.create(user=dao, provider="line", uid="U1")

    back = come_back(client, next="/checkout/")

    assert back["Location"] == "/checkout/"
    assert client.session["_auth_user_id"] == str(dao.pk)


def test_a_number_with_an_account_connects_line_to_it(
    client: Client, line: Wire, texts: Texts
) -> None:
    dao = make_user("dao@example.org", phone=PHONE, phone_verified=True)

    come_back(client)
    client.post("/account/code/", {"phone": "0812345678"})
    client.post("/account/code/check/", {"code": texts.last_code})

    assert SocialAccount.objects.get().user == dao


def test_a_password_does_not_connect_a_line_that_waits(
    client: Client, line: Wire, somchai: User
) -> None:
    come_back(client)
    client.post("/account/login/", {"login": somchai.email or "", "password": PASSWORD})

    assert is_logged_in(client)
    assert not SocialAccount.objects.exists()


def test_somchai_connects_and_disconnects(client: Client, line: Wire, somchai: User) -> None:
    client.force_login(somchai)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    come_back(client, process="connect", next=CONNECTIONS)
    account = SocialAccount.objects.get()
    page = client.get(CONNECTIONS).content.decode()
    client.post(CONNECTIONS, {"account": account.pk})

    assert account.user == somchai
    assert "<b>ดาว</b>" in page
    assert not SocialAccount.objects.exists()


def test_the_only_way_in_is_not_cut(client: Client, line: Wire) -> None:
    dao = make_user(None, phone=PHONE)
    client.force_login(dao)
    account = SocialAccount.objects.create(user=dao, provider="line", uid="U1")

    response = client.post(CONNECTIONS, {"account": account.pk})

    assert "เพิ่มเบอร์มือถือก่อน" in response.content.decode()
    assert SocialAccount.objects.exists()


def test_staff_do_not_come_in_by_line(client: Client, line: Wire) -> None:
    SocialAccount.objects.create(user=make_staff(), provider="line", uid="U1")

    back = come_back(client)

    assert back["Location"] == "/account/login/"
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    "query",
    [{}, {"error": "server_error"}, {"code": "c", "state": "forged"}, {"error": "access_denied"}],
)
def test_whatever_comes_back_is_a_page(client: Client, line: Wire, query: dict[str, str]) -> None:
    page = client.get(CALLBACK, query)

    assert page.status_code in {200, 302, 401}
    assert "เข้าสู่ระบบด้วยไลน์ไม่สำเร็จ" in page.content.decode()


def test_a_no_at_line_is_said(client: Client, line: Wire) -> None:
    gone = client.post("/account/line/login/")
    state = parse_qs(urlsplit(gone["Location"]).query)["state"][0]

    page = client.get(CALLBACK, {"error": "access_denied", "state": state}, follow=True)

    assert "ทุกอย่างเหมือนเดิม" in page.content.decode()


def test_line_out_of_order_is_a_page(client: Client, line: Wire) -> None:
    line.status = 500

    page = come_back(client)

    assert page.status_code in {200, 401}
    assert "เข้าสู่ระบบด้วยไลน์ไม่สำเร็จ" in page.content.decode()


def test_without_a_channel_nothing_of_line_is_there(client: Client, db: None) -> None:
    assert client.post("/account/line/login/").status_code == 404
    assert client.get(CALLBACK).status_code == 404
    assert "ไลน์" not in client.get("/account/login/").content.decode().split("<main")[1]

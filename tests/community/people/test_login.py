from __future__ import annotations

import pytest
from django.test import Client

from community.people.models import User
from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"


@pytest.fixture
def dao_by_phone(db: None) -> User:
    return make_user(None, name="ดาว", phone="+66812345678")


def log_in(client: Client, login: str, password: str = PASSWORD, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(LOGIN, {"login": login, "password": password, **fields})


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["somchai@example.org", " Somchai@Example.ORG "])
def test_somchai_logs_in_by_email(client: Client, somchai: User, login: str) -> None:
    response = log_in(client, login)

    assert response.status_code == 302
    assert response["Location"] == "/account/"
    assert client.session["_auth_user_id"] == str(somchai.pk)


@pytest.mark.parametrize("login", ["0812345678", "081-234 5678", "๐๘๑๒๓๔๕๖๗๘", "+66812345678"])
def test_dao_logs_in_by_phone_however_she_writes_it(
    client: Client, dao_by_phone: User, login: str
) -> None:
    log_in(client, login)

    assert client.session["_auth_user_id"] == str(dao_by_phone.pk)


@pytest.mark.parametrize("password", [PASSWORD + " ", " " + PASSWORD, PASSWORD.upper(), ""])
def test_the_password_is_taken_as_it_is_typed(client: Client, somchai: User, password: str) -> None:
    log_in(client, "somchai@example.org", password)

    assert not is_logged_in(client)


def test_every_wrong_login_gets_the_same_answer(client: Client, somchai: User) -> None:
    make_user(None, name="ดาว", phone="+66812345678")
    logins = ["somchai@example.org", "nobody@example.org", "0812345678", "0899999999", "hello"]

    answers = {
        error
        for login in logins
        for error in log_in(client, login, "not the password").context["form"].non_field_errors()
    }

    assert len(answers) == 1


def test_what_was_typed_is_kept_but_not_the_password(client: Client, somchai: User) -> None:
    page = log_in(client, "somchai@example.org", "not-the-password-9").content.decode()

    assert "somchai@example.org" in page
    assert "not-the-password-9" not in page


def test_the_session_gets_a_new_name(client: Client, somchai: User) -> None:
    session = client.session
    session["purchases"] = [7]
    session.save()
    client.cookies["talat_session"] = session.session_key
    before = session.session_key

    log_in(client, "somchai@example.org")

    assert client.session.session_key != before
    assert client.session["purchases"] == [7]


def test_a_closed_account_stays_outside(client: Client, somchai: User) -> None:
    User.objects.filter(pk=somchai.pk).update(is_active=False)

    response = log_in(client, "somchai@example.org")

    assert response["Location"] == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200
    assert not is_logged_in(client)


def test_next_is_followed_inside_the_market(client: Client, somchai: User) -> None:
    response = log_in(client, "somchai@example.org", next="/checkout/")

    assert response["Location"] == "/checkout/"


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_next_never_leaves_the_market(client: Client, somchai: User, evil: str) -> None:
    response = log_in(client, "somchai@example.org", next=evil)

    assert response["Location"] == "/account/"


def test_logging_out_takes_a_post(client: Client, somchai: User) -> None:
    client.force_login(somchai)

    asked = client.get("/account/logout/")
    still_in = is_logged_in(client)
    client.post("/account/logout/")

    assert asked.status_code == 200
    assert still_in
    assert not is_logged_in(client)


def test_an_old_cookie_opens_nothing_after_log_out(client: Client, somchai: User) -> None:
    log_in(client, "somchai@example.org")
    cookie = client.cookies["talat_session"].value
    client.post("/account/logout/")

    client.cookies["talat_session"] = cookie

    assert client.get("/account/").status_code == 302


def test_her_own_language_comes_with_the_log_in(client: Client) -> None:
    make_user("sam@example.org", name="Sam", language="en")

    log_in(client, "sam@example.org")

    assert client.cookies["talat_language"].value == "en"


def test_password_fields_hide_what_is_typed_and_let_it_be_filled_in(client: Client) -> None:
    page = client.get(LOGIN).content.decode()

    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="username"' in page
    assert "placeholder" not in page.split("<main")[1].split("</main")[0]

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from community.people.models import User
from tests.cast import PASSWORD, make_user

RESET = "/account/password/reset/"
NEW = "ฝนตกที่ลำปางเมื่อวาน"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


def ask(client: Client, typed: str, **extra: str) -> Any:
    return client.post(RESET, {"email": typed}, **extra)


def link_of(message: Any) -> str:
    found = re.search(r"https?://\S+/account/password/reset/key/\S+", str(message.body))
    assert found
    return found.group()


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def main_of(response: Any) -> str:
    """Return the page without its head and foot, where each visitor has a token of their own."""
    text: str = response.content.decode()
    return text.split("<main")[1].split("</main>", maxsplit=1)[0]


def test_somchai_gets_a_link_that_works_once(client: Client, somchai: User) -> None:
    ask(client, " Somchai@example.org")
    form = client.get(path_of(link_of(mail.outbox[0])), follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW}, follow=True)

    somchai.refresh_from_db()
    assert somchai.check_password(NEW)
    assert done.status_code == 200
    again = client.get(path_of(link_of(mail.outbox[0])), follow=True)
    assert again.context["token_fail"]


def test_the_link_never_names_a_forged_host(client: Client, somchai: User) -> None:
    ask(client, "somchai@example.org", HTTP_HOST="evil.example")

    assert link_of(mail.outbox[0]).startswith("http://127.0.0.1:8000/account/password/reset/key/")
    assert "evil" not in str(mail.outbox[0].body)


def test_the_answer_is_the_same_whoever_is_asked_for(somchai: User) -> None:
    make_user(None, name="ดาว", phone="+66812345678")
    typed = ["somchai@example.org", "nobody@example.org", "0812345678", "0899999999"]

    answers = [ask(Client(), login) for login in typed]
    pages = {main_of(Client().get(answer["Location"])) for answer in answers}

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/account/password/reset/done/")
    }
    assert len(pages) == 1


def test_who_has_no_email_is_told_where_to_go(client: Client) -> None:
    make_user(None, name="ดาว", phone="+66812345678")

    page = client.get(ask(client, "081 234 5678").url).content.decode()

    assert "ตลาดชุมชนใกล้บ้าน" in page
    assert "/account/code/?next=/account/password/set/" in page
    assert mail.outbox == []


def test_a_phone_whose_account_has_an_email_gets_the_link_there(client: Client) -> None:
    make_user("dao@example.org", name="ดาว", phone="+66812345678")

    ask(client, "๐๘๑๒๓๔๕๖๗๘")

    assert [message.to for message in mail.outbox] == [["dao@example.org"]]


def test_an_address_that_waits_for_confirmation_opens_nothing(client: Client, krit: User) -> None:
    EmailAddress.objects.create(user=krit, email="mali@example.org", verified=False)

    ask(client, "mali@example.org")

    assert "password/reset/key" not in str(mail.outbox[0].body)


def test_the_letter_is_in_the_persons_language(client: Client) -> None:
    make_user("sam@example.org", name="Sam", language="en")

    ask(client, "sam@example.org")

    assert mail.outbox[0].subject == "A new password for your account"


@pytest.mark.parametrize("typed", ["", "a@", "x" * 10_000, "@", "\x00", "a b@example.org"])
def test_nonsense_is_answered_beside_the_field(client: Client, typed: str) -> None:
    response = ask(client, typed)

    assert response.status_code == 200
    assert "email" in response.context["form"].errors
    assert mail.outbox == []


def test_nobodys_mailbox_is_flooded(client: Client, somchai: User) -> None:
    answers = [ask(client, "somchai@example.org").status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_a_changed_link_opens_nothing(client: Client, somchai: User) -> None:
    ask(client, "somchai@example.org")
    link = path_of(link_of(mail.outbox[0]))

    broken = client.get(link[:-2] + ("a/" if link[-2] != "a" else "b/"), follow=True)

    assert broken.context["token_fail"]


def test_changing_it_asks_for_the_one_of_now_and_ends_other_sessions(somchai: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(somchai)

    change = "/account/password/change/"
    wrong = here.post(change, {"oldpassword": "wrong", "password1": NEW})
    right = here.post(change, {"oldpassword": PASSWORD, "password1": NEW})

    assert wrong.status_code == 200
    assert right.status_code == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_an_account_without_a_password_can_be_given_one(client: Client, somchai: User) -> None:
    somchai.set_unusable_password()
    somchai.save()
    client.force_login(somchai)

    asked = client.get("/account/password/change/", follow=True)
    client.post("/account/password/set/", {"password1": NEW})

    somchai.refresh_from_db()
    assert asked.status_code == 200
    assert somchai.check_password(NEW)

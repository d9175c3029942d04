from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.audit.models import Act
from community.channels.models import Notice
from community.joining.models import Application
from community.people.models import User
from tests.cast import make_user
from tests.helping import make_helper

PHONE = "+66810000088"


@pytest.fixture
def browser(client: Client, dao: User) -> Client:
    make_helper(dao)
    client.force_login(dao)
    client.cookies["talat_language"] = "en"
    return client


def begin(browser: Client, **changes: str) -> Any:
    typed = {"name": "บุญมี", "phone": "081 000 0088", "kind": "individual", **changes}
    return browser.post(reverse("helping:apply"), typed)


def test_the_account_is_made_by_the_number_and_the_member_is_told(
    browser: Client, dao: User
) -> None:
    answer = begin(browser)

    application = Application.objects.get()
    member = application.applicant
    assert answer.headers["Location"] == reverse("joining:who", args=[application.key])
    assert (member.phone, member.name, member.phone_verified) == (PHONE, "บุญมี", False)
    assert not member.has_usable_password()
    assert application.filled_by == dao
    act = Act.objects.get(verb="application.started")
    assert (act.actor, act.owner) == (dao, member)
    assert Notice.objects.get().user == member


def test_an_account_that_is_there_keeps_its_name(browser: Client) -> None:
    member = make_user(None, name="ชื่อเดิม", phone=PHONE)

    begin(browser)

    assert Application.objects.get().applicant == member
    member.refresh_from_db()
    assert member.name == "ชื่อเดิม"


def test_the_own_draft_is_opened_again_and_a_strangers_is_not(browser: Client, krit: User) -> None:
    begin(browser)
    again = begin(browser)
    assert "/join/" in again.headers["Location"]

    Application.objects.update(filled_by=krit)
    refused = begin(browser)

    assert refused.status_code == 422
    assert "This person has an application open already." in refused.content.decode()
    assert Application.objects.count() == 1


def test_nobody_helps_oneself(browser: Client, dao: User) -> None:
    User.objects.filter(pk=dao.pk).update(phone=PHONE)

    answer = begin(browser)

    assert "This is your own number." in answer.content.decode()
    assert not Application.objects.exists()

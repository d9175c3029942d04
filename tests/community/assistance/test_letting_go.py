"""A helper's part in an application ends: by the member, or with the helper's own part."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from community.assistance.appointing import retire
from community.assistance.models import Helper
from community.audit.models import Act
from community.channels.models import Notice
from community.channels.wording import text_of
from community.joining.models import Application
from community.joining.paper_sight import papers_being_filled_in
from community.people.models import User
from community.private.models import Paper
from tests.cast import make_user
from tests.helping import make_helper
from tests.joined import make_draft


@pytest.fixture
def helper(dao: User) -> Helper:
    return make_helper(dao)


@pytest.fixture
def member(db: None) -> User:
    return make_user("bunmi@example.org", name="บุญมี", language="en")


@pytest.fixture
def draft(helper: Helper, member: User) -> Application:
    return make_draft(member, filled_by=helper.user)


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["talat_language"] = "en"
    return client


def pages_of(draft: Application) -> list[str]:
    steps = [reverse(f"joining:{step}", args=[draft.key]) for step in ("who", "papers", "send")]
    return [*steps, reverse("joining:application", args=[draft.key])]


def sees_papers(person: User) -> bool:
    return Paper.objects.filter(papers_being_filled_in(person)).exists()


@pytest.mark.parametrize("state", ["draft", "changes_asked"])
def test_who_is_no_helper_any_more_sees_and_writes_nothing(
    draft: Application, helper: Helper, state: str
) -> None:
    Application.objects.update(state=state)
    before = [browser(helper.user).get(page).status_code for page in pages_of(draft)]
    assert sees_papers(helper.user)

    Helper.objects.update(is_active=False)  # however it came to that

    client = browser(helper.user)
    assert before == [200] * 4
    assert [client.get(page).status_code for page in pages_of(draft)] == [404] * 4
    written = client.post(pages_of(draft)[0], {"name_th": "ชื่ออื่น"})
    assert written.status_code == 404
    assert Application.objects.get().name_th == draft.name_th
    assert not sees_papers(helper.user)


def test_the_member_ends_the_help_and_goes_on_alone(
    draft: Application, helper: Helper, member: User
) -> None:
    client = browser(member)
    page = reverse("joining:application", args=[draft.key])
    assert "ดาว fills this in for you" in client.get(page).content.decode()

    answer = client.post(reverse("helping:apply-end", args=[draft.key]), follow=True)

    shown = answer.content.decode()
    assert "Ended. ดาว no longer sees your application." in shown
    assert "fills this in for you" not in shown
    assert Application.objects.get().filled_by == member
    assert browser(helper.user).get(page).status_code == 404
    act = Act.objects.get(verb="application.help_ended")
    assert (act.actor, act.owner, act.details) == (member, None, {"helper": "ดาว"})
    notice = Notice.objects.get(kind="help_ended_helper")
    assert notice.user == helper.user
    assert not Notice.objects.filter(kind="help_ended").exists()


def test_ending_twice_says_so_and_writes_nothing_more(draft: Application, member: User) -> None:
    client = browser(member)
    address = reverse("helping:apply-end", args=[draft.key])
    client.post(address)

    again = client.post(address, follow=True)

    assert "It had ended already." in again.content.decode()
    assert Act.objects.filter(verb="application.help_ended").count() == 1


def test_nobody_else_ends_it(draft: Application, helper: Helper, krit: User) -> None:
    address = reverse("helping:apply-end", args=[draft.key])

    statuses = [browser(one).post(address).status_code for one in (helper.user, krit)]

    assert statuses == [404, 404]
    assert Application.objects.get().filled_by == helper.user


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "changes_asked"])
def test_with_the_helpers_part_every_open_application_is_the_members(
    draft: Application, helper: Helper, member: User, anan: User, state: str
) -> None:
    Application.objects.update(state=state)

    retire(helper, anan)

    assert Application.objects.get().filled_by == member
    act = Act.objects.get(verb="application.help_ended")
    assert (act.actor, act.details) == (anan, {"helper": "ดาว"})
    told = {notice.kind: text_of(notice) for notice in Notice.objects.all()}
    assert set(told) == {"help_ended", "help_ended_helper"}
    assert told["help_ended"].startswith("ดาว no longer fills in your application")
    assert told["help_ended"].endswith(f"/join/{draft.key}/")
    assert "บุญมี" in told["help_ended_helper"]


@pytest.mark.parametrize("state", ["approved", "closed"])
def test_what_is_decided_keeps_who_filled_it_in(
    draft: Application, helper: Helper, anan: User, state: str
) -> None:
    Application.objects.update(state=state)

    retire(helper, anan)

    assert Application.objects.get().filled_by == helper.user

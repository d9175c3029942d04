"""To look at an application that is sent changes nothing of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from community.joining import reviewing
from community.joining.checklist import answers_for
from community.joining.models import Application
from community.joining.requirements import Requirement
from community.people.models import User
from tests.applied import answer_to, make_application
from tests.cast import make_user

State = Application.State


@pytest.fixture
def sent(kampaeng: User) -> Application:
    return make_application(kampaeng)


def add_requirement(kind: str = "document", **fields: object) -> Requirement:
    values = {"title_th": "ใบอนุญาต", "asked_of": ["individual"], "position": 900, **fields}
    return Requirement.objects.create(slug="licence", kind=kind, **values)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.CLOSED])
def test_what_staff_ask_for_later_is_not_asked_of_what_was_sent(
    client: Client, sent: Application, kampaeng: User, state: str
) -> None:
    Application.objects.update(state=state)
    before = list(sent.answers.values_list("pk", "state"))
    add_requirement()
    client.force_login(kampaeng)

    page = client.get(f"/join/{sent.key}/")

    assert page.status_code == 200
    assert "ใบอนุญาต" not in page.content.decode()
    assert list(sent.answers.values_list("pk", "state")) == before


def test_looked_at_it_is_still_approved(client: Client, sent: Application, kampaeng: User) -> None:
    anan, nok = (make_user(f"{name}@example.org", is_staff=True) for name in ("anan", "nok"))
    for kind in ("identity", "profile", "photo"):
        reviewing.accept(answer_to(sent, kind), anan)
    reviewing.accept(answer_to(sent, "account"), anan)
    reviewing.accept(answer_to(sent, "account"), nok)
    add_requirement()
    client.force_login(kampaeng)

    client.get(f"/join/{sent.key}/")
    reviewing.approve(sent, anan)

    assert Application.objects.get().state == State.APPROVED


def test_newer_terms_take_the_place_of_agreed_ones_only_when_it_is_sent_again(
    sent: Application,
) -> None:
    agreed = answer_to(sent, "terms")
    newer = add_requirement("terms", terms_version="9999-1", terms_from=timezone.localdate())

    looked_at = answers_for(sent)
    Application.objects.update(state=State.CHANGES_ASKED)
    mended = answers_for(Application.objects.get())

    assert agreed in looked_at
    assert newer not in [one.requirement for one in looked_at]
    assert newer in [one.requirement for one in mended]

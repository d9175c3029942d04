"""Two requirements may ask for one account or one number."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from community.audit.models import Act
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.people.models import User
from tests.applied import answer_to
from tests.cast import make_staff
from tests.joined import make_paper

State = Answer.State


@pytest.fixture
def returned(draft: Application) -> Application:
    """Account and identity were accepted; a second account card waits to be mended."""
    second = Requirement.objects.create(
        slug="account-2", kind="account", title_th="บัญชีสำรอง", asked_of=["individual"]
    )
    anan, pim = make_staff(), make_staff("pim@example.org")
    draft.answers.filter(requirement__kind__in=["account", "identity"]).update(
        state=State.ACCEPTED, checked_by=anan, decided_by=pim, decided_at=timezone.now()
    )
    answer = draft.answers.create(requirement=second, state=State.RETURNED)
    answer.papers.add(make_paper(draft.applicant))
    Application.objects.update(state="changes_asked", first_submitted_at=timezone.now())
    return Application.objects.get()


def write(client: Client, application: Application, person: User, number: str) -> None:
    second = application.answers.get(requirement__slug="account-2")
    client.force_login(person)
    typed = {"where": "004", "number": number, "holder": application.account_holder}
    data = {f"a{second.pk}-{name}": value for name, value in typed.items()}
    client.post(f"/join/{application.key}/papers/", data)


def test_an_account_changed_through_one_card_is_looked_at_again_on_the_other(
    client: Client, returned: Application, kampaeng: User
) -> None:
    write(client, returned, kampaeng, "9998887776")

    first = returned.answers.get(requirement__slug="account")
    act = Act.objects.get(verb="answer.given_again")
    assert Application.objects.get().account_number == "9998887776"
    assert (first.state, first.checked_by, first.decided_by) == (State.GIVEN, None, None)
    assert (act.actor, act.target_id) == (kampaeng, returned.pk)
    assert answer_to(returned, "identity").state == State.ACCEPTED


def test_an_account_that_stays_the_same_stays_accepted(
    client: Client, returned: Application, kampaeng: User
) -> None:
    write(client, returned, kampaeng, returned.account_number)

    assert returned.answers.get(requirement__slug="account").state == State.ACCEPTED
    assert not Act.objects.filter(verb="answer.given_again").exists()
